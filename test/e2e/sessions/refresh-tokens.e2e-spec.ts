import { beforeEach, describe, expect, it, vi } from 'vitest';
import { claimsOf, forge } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { letDatabaseTimePass } from '../../support/database-time.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('refresh tokens', () => {
  let app: TestApp;
  let owner: Account;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
  });

  const refresh = (browser: Browser) => expectStatus(200, browser.post('/authentication/refresh'));
  const tokenOf = (browser: Browser) => browser.cookies.get('Refresh') ?? '';

  const databaseTimePasses = (seconds: number) => letDatabaseTimePass(app.dataSource, seconds);

  async function theftsOnRecord(): Promise<number> {
    return (await app.securityEvents(owner)).filter((type) => type === 'authn_token_reuse').length;
  }

  async function isAlive(browser: Browser): Promise<boolean> {
    return (await browser.post('/authentication/refresh')).status === 200;
  }

  it('are another one after each use', async () => {
    const browser = await owner.logIn();
    const tokens = [tokenOf(browser)];
    for (let use = 0; use < 3; use++) {
      advanceClock(60);
      const { body } = await refresh(browser);
      expect(body.email).toBe(owner.email);
      tokens.push(tokenOf(browser));
    }
    expect(new Set(tokens).size).toBe(4);
    expect((await browser.get('/authentication')).status).toBe(200);
  });

  describe('that were used', () => {
    it('get the same successor again within 10 seconds, also when that is in use: tabs', async () => {
      const browser = await owner.logIn();
      const [second, third] = [browser.copyOnly('Refresh'), browser.copyOnly('Refresh')];
      await refresh(browser);
      await expectStatus(200, browser.get('/authentication'));
      await databaseTimePasses(9);
      await refresh(second);
      expect(tokenOf(second)).toBe(tokenOf(browser));
      await expectStatus(200, second.get('/authentication'));
      await databaseTimePasses(1);
      expect(await isAlive(third)).toBe(false);
    });

    it('two uses ago get theirs, too, within the 10 seconds', async () => {
      const browser = await owner.logIn();
      const [first, firstAgain] = [browser.copyOnly('Refresh'), browser.copyOnly('Refresh')];
      await refresh(browser);
      const second = browser.copyOnly('Refresh');
      await databaseTimePasses(5);
      await refresh(browser);
      const third = tokenOf(browser);
      await refresh(first);
      expect(tokenOf(first)).toBe(tokenOf(second));
      await refresh(second);
      expect(tokenOf(second)).toBe(third);
      await databaseTimePasses(5);
      expect(await isAlive(firstAgain)).toBe(false);
    });

    it('by the clock of the database, whatever that of the process says', async () => {
      const browser = await owner.logIn();
      const [tab, thief] = [browser.copyOnly('Refresh'), browser.copyOnly('Refresh')];
      await refresh(browser);
      await expectStatus(200, browser.get('/authentication'));
      advanceClock(60);
      await refresh(tab);
      advanceClock(-60);
      await databaseTimePasses(10);
      expect(await isAlive(thief)).toBe(false);
    });

    it('get another one much later, while nobody has used what came of it: the answer was lost', async () => {
      const browser = await owner.logIn();
      const [lost, lostAgain, tab] = [browser.copy(), browser.copy(), browser.copyOnly('Refresh')];
      for (const unanswered of [lost, lostAgain]) {
        await refresh(unanswered);
        await databaseTimePasses(3000);
      }
      // Its tabs, at once.
      await Promise.all([refresh(browser), refresh(tab)]);
      expect(new Set([lost, lostAgain, browser].map(tokenOf)).size).toBe(3);
      expect(tokenOf(tab)).toBe(tokenOf(browser));
      await expectStatus(200, browser.get('/authentication'));
      await databaseTimePasses(60);
      await refresh(browser);
      for (const unanswered of [lost, lostAgain]) {
        expect((await unanswered.get('/authentication')).status).toBe(401);
      }
      await expectStatus(200, browser.get('/authentication'));
      expect(await theftsOnRecord()).toBe(0);
    });

    it('give a thief who refreshes first nothing that outlives the next refresh of the owner', async () => {
      for (const use of ['Authentication', 'Refresh'] as const) {
        const browser = await owner.logIn();
        const thief = browser.copy();
        // Into the cache, which has to hear of it.
        await expectStatus(200, browser.get('/authentication'));
        await refresh(thief);
        await databaseTimePasses(60);
        await refresh(browser);
        await expectStatus(200, browser.get('/authentication'));
        const stolen = thief.copyOnly(use);
        expect((await stolen.get('/authentication')).status).toBe(401);
        expect(await isAlive(stolen)).toBe(false);
        expect(await isAlive(browser)).toBe(use === 'Authentication');
      }
      expect(await theftsOnRecord()).toBe(1);
    });

    it('show a thief who refreshes first in secret, and looks on with what he copied, no sign of the owner', async () => {
      const browser = await owner.logIn();
      const [thief, secret] = [browser.copy(), browser.copy()];
      await refresh(secret);
      const list = async () => (await expectStatus(200, thief.get('/sessions'))).body as unknown;
      const before = await list();
      await databaseTimePasses(60);
      await refresh(browser);
      expect(await list()).toEqual(before);
      await expectStatus(200, browser.get('/authentication'));
      expect(await list()).toEqual(before);
      expect((await secret.get('/authentication')).status).toBe(401);
    });

    it.each([
      ['the access token', (browser: Browser) => browser.copyOnly('Authentication').get('/authentication')],
      [
        'the refresh token',
        (browser: Browser) => browser.copyOnly('Refresh').post('/authentication/refresh'),
      ],
    ])(
      'end the session of thief and owner later when %s that came of it was used, on record',
      async (_, use) => {
        const browser = await owner.logIn();
        const other = await owner.logIn();
        const stolen = browser.copyOnly('Refresh');
        await refresh(browser);
        await expectStatus(200, use(browser));
        await databaseTimePasses(10);
        const answer = await stolen.post('/authentication/refresh');
        expect(answer).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
        expect(stolen.cookies.size).toBe(0);
        expect((await browser.get('/authentication')).status).toBe(401);
        expect(await isAlive(browser)).toBe(false);
        expect(await theftsOnRecord()).toBe(1);
        expect(await isAlive(other)).toBe(true);
      },
    );

    it('get it five times, and then somebody has a copy', async () => {
      for (const seconds of [1, 60]) {
        const browser = await owner.logIn();
        const used = browser.copyOnly('Refresh');
        await refresh(browser);
        for (let repeat = 0; repeat < 5; repeat++) {
          await databaseTimePasses(seconds);
          await refresh(used.copy());
        }
        await databaseTimePasses(seconds);
        expect(await isAlive(used.copy())).toBe(false);
        expect(await isAlive(browser)).toBe(false);
      }
      expect(await theftsOnRecord()).toBe(2);
    });

    it('get it for the same User-Agent only, and the session ends at any other (ASVS 8.2.4)', async () => {
      for (const seconds of [0, 60]) {
        const browser = app.browser({ 'user-agent': 'Firefox' });
        await owner.logIn({ browser });
        const thief = app.browser({ 'user-agent': 'curl' });
        thief.cookies.set('Refresh', tokenOf(browser));
        await refresh(browser);
        await databaseTimePasses(seconds);
        expect(await isAlive(thief)).toBe(false);
        expect(await isAlive(browser)).toBe(false);
      }
      expect(await theftsOnRecord()).toBe(2);
    });

    it('are told to nobody by the list of sessions: the own one was seen just now', async () => {
      const other = await owner.logIn();
      advanceClock(120);
      const browser = await owner.logIn();
      const thief = browser.copyOnly('Authentication');
      advanceClock(50);
      const before = (await expectStatus(200, thief.get('/sessions'))).body as object[];
      expect(before[0]).toMatchObject({ isCurrent: true, lastSeenAt: new Date().toISOString() });
      await refresh(browser);
      await expectStatus(200, browser.get('/authentication'));
      expect((await thief.get('/sessions')).body).toEqual(before);
      await refresh(other);
      expect((await thief.get('/sessions')).body).toMatchObject([{ isCurrent: true }, { isCurrent: false }]);
    });

    it('cost one write for the first use of what came of it, be it by ten requests at once', async () => {
      const browser = await owner.logIn();
      await expectStatus(200, browser.get('/authentication'));
      await refresh(browser);
      const holder = app.dataSource.createQueryRunner();
      await holder.startTransaction();
      await holder.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [claimsOf(browser).sid]);
      const query = vi.spyOn(app.dataSource, 'query');
      let answered = 0;
      const page = Array.from({ length: 10 }, () =>
        expectStatus(200, browser.get('/authentication')).then(() => answered++),
      );
      await vi.waitUntil(() => answered === 9, { interval: 1, timeout: 10_000 });
      await holder.commitTransaction();
      await holder.release();
      await Promise.all(page);
      const sqls = query.mock.calls.map(([sql]) => sql);
      query.mockRestore();
      expect(sqls).toEqual([expect.stringContaining('UPDATE sessions')]);
    });
  });

  it('are remembered up to the twentieth, so nobody makes a session a burden', async () => {
    const browser = await owner.logIn();
    const used: Browser[] = [];
    for (let use = 0; use < 22; use++) {
      used.push(browser.copyOnly('Refresh'));
      await refresh(browser);
    }
    expect(await isAlive(used.at(-20) as Browser)).toBe(true);
    expect(await isAlive(used.at(-21) as Browser)).toBe(false);
    expect(await isAlive(browser)).toBe(false);
  });

  it('of 0.1.0, which name no rotation, go on working, and so do its access tokens', async () => {
    const browser = await owner.logIn();
    const { rotation: _, ...claims } = claimsOf(browser);
    const token = tokenOf(browser).slice(0, 65);
    browser.cookies.set('Refresh', token);
    browser.cookies.set('Authentication', forge(claims));
    await app.dataSource.query(
      `UPDATE sessions SET refresh_token_hash = sha256(convert_to($1, 'UTF8')) WHERE id = $2`,
      [token, claims.sid],
    );
    const [old, thief] = [browser.copy(), browser.copyOnly('Refresh')];
    await refresh(browser);
    // As 0.1.0 notes that a token was used.
    await app.dataSource.query(
      `UPDATE sessions SET used_refresh_tokens = jsonb_build_array(
         used_refresh_tokens -> 0 #- '{rotation}' #- '{userAgent}' #- '{repeats}') WHERE id = $1`,
      [claims.sid],
    );
    await expectStatus(200, old.get('/authentication'));
    await refresh(old);
    expect(tokenOf(old)).toBe(tokenOf(browser));
    await databaseTimePasses(10);
    expect(await isAlive(thief)).toBe(false);
    expect(await isAlive(browser)).toBe(false);
    expect(await theftsOnRecord()).toBe(1);
  });

  it('that the database has forgotten, since it was restored from a backup, are refused and no theft', async () => {
    const browser = await owner.logIn();
    await refresh(browser);
    const columns = 'refresh_token_hash, refresh_rotation, is_rotation_presented, used_refresh_tokens';
    await app.dataSource.query(`CREATE TABLE backup AS SELECT id, ${columns} FROM sessions`);
    advanceClock(60);
    await refresh(browser);
    await expectStatus(200, browser.get('/authentication'));
    await app.dataSource.query(
      `UPDATE sessions s SET (${columns}) = (SELECT ${columns} FROM backup b WHERE b.id = s.id)
       WHERE EXISTS (SELECT FROM backup b WHERE b.id = s.id)`,
    );
    await app.dataSource.query('DROP TABLE backup');
    await databaseTimePasses(60);
    expect(await browser.post('/authentication/refresh')).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
    expect(await theftsOnRecord()).toBe(0);
  });

  it('that somebody made up for a session end it, and nothing else happens', async () => {
    const browser = await owner.logIn();
    const guess = browser.copyOnly('Refresh');
    const family = tokenOf(browser).slice(0, 22);
    for (const token of [
      'x',
      'x'.repeat(65),
      `y${family.slice(1)}${'x'.repeat(43)}`,
      'j:{"a":1}',
      '\u00e9',
    ]) {
      guess.cookies.set('Refresh', encodeURIComponent(token));
      const answer = await guess.post('/authentication/refresh');
      expect(answer).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
    }
    expect(await isAlive(browser)).toBe(true);
    guess.cookies.set('Refresh', family + 'x'.repeat(43));
    expect(await isAlive(guess)).toBe(false);
    expect(await isAlive(browser)).toBe(false);
  });

  it('sent 20 times at once get one successor, which works', async () => {
    const browser = await owner.logIn();
    const tabs = Array.from({ length: 20 }, () => browser.copyOnly('Refresh'));
    await Promise.all(tabs.map(refresh));
    const successors = new Set(tabs.map(tokenOf));
    expect(successors.size).toBe(1);
    expect(successors.has(tokenOf(browser))).toBe(false);
    advanceClock(60);
    await refresh(tabs[0] as Browser);
    expect((await tabs[0]?.get('/authentication'))?.status).toBe(200);
    expect(await app.securityEvents(owner)).not.toContain('authn_token_reuse');
  });

  it('give nothing to a session that has ended, or to an account that was disabled (ASVS 7.4.2)', async () => {
    const [ended, disabled] = [await owner.logIn(), await owner.logIn()];
    await ended.copy().post('/authentication/log-out');
    expect(await isAlive(ended)).toBe(false);
    await app.dataSource.query(
      `WITH disabled AS (UPDATE users SET disabled_at = now() WHERE email = $1 RETURNING id)
       SELECT pg_notify('twofold_user_changes', id::text) FROM disabled`,
      [owner.email],
    );
    expect(await isAlive(disabled)).toBe(false);
    expect((await disabled.get('/authentication')).status).toBe(401);
    const again = { email: owner.email, password: owner.password };
    const answer = await app.browser().post('/authentication/log-in', again);
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } });
  });

  it('are not asked for by GET, nor taken from a body or a query (ASVS 3.5.3)', async () => {
    const browser = await owner.logIn();
    expect((await browser.get('/authentication/refresh')).status).toBe(404);
    const bare = app.browser();
    const token = tokenOf(browser);
    expect(
      (await bare.post(`/authentication/refresh?Refresh=${token}`, { refreshToken: token })).status,
    ).toBe(401);
    expect(
      (await bare.post('/authentication/refresh', undefined, { authorization: `Bearer ${token}` })).status,
    ).toBe(401);
  });
});
