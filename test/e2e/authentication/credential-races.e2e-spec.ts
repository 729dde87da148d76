import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { HeldLock } from '../../support/held-lock.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const NEW_PASSWORD = 'another horse battery staple';

const LOG_INS = 150;
/** Log-ins on their way at the same time. */
const PARALLEL = 8;

type Change = () => Promise<Answer>;

describe('a log-in that races with a change of what it proves (ASVS 15.4.3)', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let owner: Account;
  let browser: Browser;

  useTestApp(
    (started) => {
      app = started;
      mailbox = new Mailbox(app);
    },
    () => TestApp.start({ TRUSTED_PROXIES: '127.0.0.1' }),
  );
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
  });

  /** Each change with all that it needs at hand; sent when the result is called. */
  const changes: [string, () => Promise<Change>][] = [
    [
      'a password change',
      () => {
        const body = { currentPassword: owner.password, newPassword: NEW_PASSWORD };
        return Promise.resolve(() => expectStatus(204, browser.patch('/account/password', body)));
      },
    ],
    [
      'a password reset',
      async () => {
        const stranger = app.browser();
        await expectStatus(202, stranger.post('/account/password-reset', { email: owner.email }));
        const token = await mailbox.tokenFor(owner.email, 'reset-password');
        const body = { token, password: NEW_PASSWORD };
        return () => expectStatus(204, stranger.post('/account/password-reset/confirm', body));
      },
    ],
    [
      'two-factor authentication turned on',
      async () => {
        const body = { twoFactorAuthenticationCode: await generateCode(await owner.scan(browser)) };
        return () => expectStatus(200, browser.post('/2fa/turn-on', body));
      },
    ],
  ];

  /** With the password of before, from an address of its own, so that no budget stops it. */
  function logIn(index = 0): { there: Browser; answer: Promise<Answer> } {
    const there = app.browser({ 'x-forwarded-for': `198.51.100.${index}` });
    const body = { email: owner.email, password: owner.password };
    return { there, answer: there.post('/authentication/log-in', body) };
  }

  async function isIn(there: Browser): Promise<boolean> {
    const guarded = await there.get('/authentication');
    const refreshed = await there.copy().post('/authentication/refresh');
    return guarded.status === 200 || refreshed.status === 200;
  }

  describe.each(changes)('%s', (_, prepare) => {
    it('and stands behind it in the queue for the row, does not outlive it', async () => {
      const change = await prepare();
      const lock = await HeldLock.ofUser(app, owner.email);
      const changed = change();
      await lock.isWaitedForBy(1, changed);
      const { there, answer } = logIn();
      await lock.isWaitedForBy(2, answer);
      await lock.release();
      await changed;
      await answer;
      expect(await isIn(there)).toBe(false);
    });

    it('and comes while it is under way, waits for its end and is refused', async () => {
      const change = await prepare();
      // Events are the last thing that either writes.
      const lock = await HeldLock.take(app, 'LOCK TABLE security_events IN SHARE MODE');
      const changed = change();
      await lock.isWaitedForBy(1, changed);
      const { there, answer } = logIn();
      await lock.isWaitedForBy(2, answer);
      await lock.release();
      await changed;
      expect(await answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } });
      expect(await isIn(there)).toBe(false);
    });

    it(`is one of ${LOG_INS}, of which none lives on`, async () => {
      const change = await prepare();
      const theirs: Browser[] = [];
      let changed: Promise<Answer> | undefined;
      let sent = 0;
      const logInAgainAndAgain = async () => {
        while (sent < LOG_INS) {
          const { there, answer } = logIn(sent++);
          if ((await answer).status === 200) {
            theirs.push(there);
          }
          if (sent >= LOG_INS / 4) {
            changed ??= change();
          }
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, logInAgainAndAgain));
      await changed;
      expect(theirs.length).toBeGreaterThan(LOG_INS / 10);
      expect(await Promise.all(theirs.map(isIn))).not.toContain(true);
    });
  });

  it('is let in by the password as it is, when it waited in vain', async () => {
    const lock = await HeldLock.ofUser(app, owner.email);
    const { there, answer } = logIn();
    await lock.isWaitedForBy(1, answer);
    await lock.release();
    expect((await answer).status).toBe(200);
    expect(await isIn(there)).toBe(true);
  });
});
