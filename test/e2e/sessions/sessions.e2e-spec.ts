import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimsOf, forge } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('sessions', () => {
  let app: TestApp;
  let owner: Account;

  useTestApp(
    (started) => (app = started),
    () => TestApp.start({ TRUSTED_PROXIES: '127.0.0.1' }),
  );
  beforeEach(async () => {
    advanceClock(40 * DAY);
    owner = await app.account();
  });

  /** Whether the session lives, be its access token expired. */
  async function isAlive(browser: Browser): Promise<boolean> {
    return (await browser.post('/authentication/refresh')).status === 200;
  }

  async function withTwoFactor(): Promise<Browser> {
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    return browser;
  }

  /** Later ones until there are 50: as log-ins would make them, without their hashes and codes. */
  async function fillUp(first: Browser): Promise<void> {
    await app.dataSource.query(
      `INSERT INTO sessions SELECT gen_random_uuid(), user_id, is_second_factor_authenticated, amr, remember_me,
         password_verified_at, second_factor_verified_at, 0, created_at + n * interval '1 second', last_seen_at,
         idle_expires_at, expires_at, ip, user_agent, sha256(id::text::bytea || n::text::bytea), sha256(n::text::bytea)
       FROM sessions, generate_series(1, 49) n WHERE id = $1`,
      [claimsOf(first).sid],
    );
  }

  describe('end by themselves', () => {
    it('after an hour without a sign of life, and the cookies with them (ASVS 7.3.1)', async () => {
      const [used, idle] = [await owner.logIn(), await owner.logIn()];
      advanceClock(HOUR - 1);
      expect(await isAlive(used)).toBe(true);
      advanceClock(1);
      expect((await used.get('/authentication')).status).toBe(200);
      const late = await idle.post('/authentication/refresh');
      expect(late).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
      expect([...idle.cookies.keys()]).toEqual(['KnownBrowser']);
    });

    it('after a day, whatever goes on in them (ASVS 7.3.2)', async () => {
      const browser = await owner.logIn();
      for (let hour = 0; hour < 23.5; hour += 0.5) {
        advanceClock(HOUR / 2);
        await expectStatus(200, browser.post('/authentication/refresh'));
      }
      advanceClock(HOUR / 2 - 1);
      await expectStatus(200, browser.post('/authentication/refresh'));
      const { iat, exp } = claimsOf(browser);
      expect(exp - iat).toBe(1);
      advanceClock(1);
      expect(await isAlive(browser)).toBe(false);
    });

    it('after two idle weeks when remembered', async () => {
      const [used, idle] = [await owner.logIn({ rememberMe: true }), await owner.logIn({ rememberMe: true })];
      advanceClock(14 * DAY - 1);
      expect(await isAlive(used)).toBe(true);
      advanceClock(1);
      expect(await isAlive(idle)).toBe(false);
    });

    it('after 30 days when remembered, whatever goes on in them', async () => {
      const browser = await owner.logIn({ rememberMe: true });
      for (const days of [13, 13]) {
        advanceClock(days * DAY);
        await expectStatus(200, browser.post('/authentication/refresh'));
      }
      advanceClock(4 * DAY - 1);
      expect(await isAlive(browser)).toBe(true);
      advanceClock(1);
      expect(await isAlive(browser)).toBe(false);
    });

    it('by their row, however long a token says that it lives, and though they were seen a moment ago', async () => {
      const [idle, old] = [await owner.logIn(), await owner.logIn()];
      for (const browser of [idle, old]) {
        browser.cookies.set(
          'Authentication',
          forge({ ...claimsOf(browser), exp: claimsOf(browser).exp + 2 * DAY }),
        );
      }
      await app.dataSource.query(
        `UPDATE sessions SET idle_expires_at = expires_at + interval '1 day' WHERE id = $1`,
        [claimsOf(old).sid],
      );
      advanceClock(HOUR - 1);
      for (const browser of [idle, old]) {
        expect((await browser.get('/authentication')).status).toBe(200);
      }
      advanceClock(HOUR);
      expect((await idle.get('/authentication')).status).toBe(401);
      advanceClock(22 * HOUR + 1);
      expect((await old.get('/authentication')).status).toBe(401);
    });

    it('a pending log-in after 5 minutes, by its row and not only by its token', async () => {
      await withTwoFactor();
      const pending = await owner.logIn();
      const inTime = await owner.logIn();
      pending.cookies.set(
        'Authentication',
        forge({ ...claimsOf(pending), exp: claimsOf(pending).exp + HOUR }),
      );
      advanceClock(5 * MINUTE - 1);
      const twoFactorAuthenticationCode = await owner.code();
      await expectStatus(200, inTime.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
      advanceClock(1);
      const late = await pending.post('/2fa/authenticate', {
        twoFactorAuthenticationCode: await owner.code(1),
      });
      expect(late).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
    });
  });

  describe('are listed and ended by their owner (ASVS 7.5.2)', () => {
    it('with where and when, the current one marked, and nothing secret (ASVS 14.2.6)', async () => {
      await owner.logIn({ browser: app.browser({ 'user-agent': 'Firefox on a phone' }) });
      advanceClock(MINUTE);
      const browser = await owner.logIn({ browser: app.browser({ 'user-agent': 'Chrome at home' }) });
      const { body } = await expectStatus(200, browser.get('/sessions'));
      const now = new Date().toISOString();
      expect(body).toEqual([
        {
          id: claimsOf(browser).sid,
          createdAt: now,
          lastSeenAt: now,
          ip: '127.0.0.1',
          userAgent: 'Chrome at home',
          isCurrent: true,
          isSecondFactorAuthenticated: false,
          amr: ['pwd'],
        },
        expect.objectContaining({ userAgent: 'Firefox on a phone', isCurrent: false }),
      ]);
    });

    it('with a User-Agent that is cut, and cleaned of what could forge a line or a letter', async () => {
      const userAgent = `Fire\u00adfox\t\u009b31m \u00e9${'x'.repeat(400)}`;
      const browser = await owner.logIn({ browser: app.browser({ 'user-agent': userAgent }) });
      const kept = `Firefox31m ${'x'.repeat(245)}`;
      const { body: sessions } = await expectStatus(200, browser.get('/sessions'));
      expect(sessions[0].userAgent).toBe(kept);
      const { body: events } = await expectStatus(200, browser.get('/account/security-events'));
      expect(events.items[0].userAgent).toBe(kept);
    });

    it('and no longer when they have ended by themselves', async () => {
      const [used] = [await owner.logIn(), await owner.logIn()];
      advanceClock(HOUR - 1);
      await expectStatus(200, used.post('/authentication/refresh'));
      expect((await used.get('/sessions')).body).toHaveLength(2);
      advanceClock(1);
      expect((await used.get('/sessions')).body).toHaveLength(1);
    });

    it('one of them, at once', async () => {
      const [browser, other] = [await owner.logIn(), await owner.logIn()];
      await expectStatus(204, browser.delete(`/sessions/${claimsOf(other).sid}`));
      expect((await other.get('/authentication')).status).toBe(401);
      expect((await expectStatus(200, browser.get('/sessions'))).body).toHaveLength(1);
      expect(await app.securityEvents(owner)).toContain('session_ended');
    });

    it('all but the current one', async () => {
      const [browser, ...others] = [await owner.logIn(), await owner.logIn(), await owner.logIn()];
      await expectStatus(204, browser.delete('/sessions'));
      expect(await Promise.all(others.map(isAlive))).toEqual([false, false]);
      expect((await browser.get('/authentication')).status).toBe(200);
    });

    it("but not somebody else's, which is answered like one that does not exist (ASVS 8.2.2)", async () => {
      const stranger = await (await app.account()).logIn();
      const browser = await owner.logIn();
      const theirs = await stranger.delete(`/sessions/${claimsOf(browser).sid}`);
      const nobodys = await stranger.delete(`/sessions/${randomUUID()}`);
      const noId = await stranger.delete('/sessions/1%20or%201=1');
      expect(theirs).toMatchObject({ status: 404, body: { errorCode: 'NOT_FOUND' } });
      expect([nobodys.body, noId.body]).toEqual([theirs.body, theirs.body]);
      expect((await browser.get('/authentication')).status).toBe(200);
      await expectStatus(204, stranger.delete('/sessions'));
      expect((await browser.get('/authentication')).status).toBe(200);
    });

    it('only with a fresh proof, and only past the second factor', async () => {
      await withTwoFactor();
      const pending = await owner.logIn();
      const required = { status: 401, body: { errorCode: 'SECOND_FACTOR_REQUIRED' } };
      expect(await pending.get('/sessions')).toMatchObject(required);
      expect(await pending.delete('/sessions')).toMatchObject(required);
    });
  });

  it('are 50 at most, and then the oldest goes; pending log-ins are counted apart and push none out (ASVS 7.1.2)', async () => {
    const first = await owner.logIn();
    await owner.turnTwoFactorOn(first);
    const { sub } = claimsOf(first);
    const count = async (isPending: boolean) => {
      const rows = await app.dataSource.query(
        `SELECT count(*)::int AS count FROM sessions WHERE user_id = $1 AND (refresh_family_hash IS NULL) = $2`,
        [sub, isPending],
      );
      return rows[0].count as number;
    };
    // From elsewhere: nobody who knows the password can keep the owner from the second step.
    const finishing = await owner.logIn({ browser: app.browser({ 'x-forwarded-for': '203.0.113.9' }) });
    for (let logIn = 0; logIn < 55; logIn++) {
      advanceClock(1);
      await owner.logIn();
    }
    expect([await count(false), await count(true)]).toEqual([1, 51]);
    expect(await finishing.post('/2fa/authenticate', { backupCode: 'x' })).toMatchObject({
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    expect((await first.get('/authentication')).status).toBe(200);
    await fillUp(first);
    expect((await first.get('/authentication')).status).toBe(200);
    const last = await owner.logInWithCode();
    expect(await count(false)).toBe(50);
    expect((await first.get('/authentication')).status).toBe(401);
    expect((await last.get('/authentication')).status).toBe(200);
  });

  it('are refused at once when another log-in pushes them out', async () => {
    const first = await owner.logIn();
    await fillUp(first);
    expect((await first.get('/authentication')).status).toBe(200);
    advanceClock(MINUTE);
    await owner.logIn();
    expect((await first.get('/authentication')).status).toBe(401);
  });

  it('note when they were last seen, once a minute at most', async () => {
    const browser = await owner.logIn();
    const other = await owner.logIn();
    const lastSeen = async () => {
      await expectStatus(200, browser.get('/authentication'));
      const { body } = await expectStatus(200, other.get('/sessions'));
      return Date.parse(body[1].lastSeenAt) / 1000;
    };
    const start = await lastSeen();
    advanceClock(59);
    expect(await lastSeen()).toBe(start);
    advanceClock(1);
    expect(await lastSeen()).toBe(start + 60);
    advanceClock(59);
    expect(await lastSeen()).toBe(start + 60);
  });
});
