import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { HeldLock } from '../../support/held-lock.js';
import { Mailbox } from '../../support/mailbox.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const NEW_PASSWORD = 'another horse battery staple';

type Send = () => Promise<Answer>;

describe('a request that proves something of an account', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => {
    app = started;
    mailbox = new Mailbox(app);
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
  });

  const withTwoFactor = async () => {
    await owner.turnTwoFactorOn(browser);
    return { twoFactorAuthenticationCode: await owner.code() };
  };

  const mailedToken = async (template: string, request: Promise<Answer>) => {
    await expectStatus(202, request);
    return mailbox.tokenFor(owner.email, template);
  };

  /** Each with all that it takes to succeed. */
  const requests: Record<string, () => Promise<Send>> = {
    'POST /authentication/log-in': () => {
      const body = { email: owner.email, password: owner.password };
      return Promise.resolve(() => app.browser().post('/authentication/log-in', body));
    },
    'POST /authentication/reauthenticate': () =>
      Promise.resolve(() => browser.post('/authentication/reauthenticate', { password: owner.password })),
    'PATCH /account/password': () => {
      const body = { currentPassword: owner.password, newPassword: NEW_PASSWORD };
      return Promise.resolve(() => browser.patch('/account/password', body));
    },
    'DELETE /account': () => Promise.resolve(() => browser.delete('/account', { password: owner.password })),
    'POST /account/password-reset/confirm': async () => {
      const asked = browser.post('/account/password-reset', { email: owner.email });
      const body = { token: await mailedToken('reset-password', asked), password: NEW_PASSWORD };
      return () => browser.post('/account/password-reset/confirm', body);
    },
    'POST /account/email-verification': () =>
      Promise.resolve(() => browser.post('/account/email-verification')),
    'POST /account/email-verification/confirm': async () => {
      const body = { token: await mailbox.tokenFor(owner.email, 'verify-email') };
      return () => browser.post('/account/email-verification/confirm', body);
    },
    'PATCH /account/email': () =>
      Promise.resolve(() => browser.patch('/account/email', { email: `new-${owner.email}` })),
    'POST /2fa/turn-on': async () => {
      const body = { twoFactorAuthenticationCode: await generateCode(await owner.scan(browser)) };
      return () => browser.post('/2fa/turn-on', body);
    },
    'POST /2fa/turn-off': async () => {
      const body = await withTwoFactor();
      return () => browser.post('/2fa/turn-off', body);
    },
    'POST /2fa/backup-codes': async () => {
      const body = await withTwoFactor();
      return () => browser.post('/2fa/backup-codes', body);
    },
    'POST /2fa/authenticate': async () => {
      const body = await withTwoFactor();
      const pending = await owner.logIn();
      return () => pending.post('/2fa/authenticate', body);
    },
  };

  const provesPassword = [
    'POST /authentication/log-in',
    'POST /authentication/reauthenticate',
    'PATCH /account/password',
    'DELETE /account',
    'POST /account/password-reset/confirm',
  ];

  const changes: [string, string][] = [
    ...Object.keys(requests).map((name): [string, string] => [name, 'disabled_at = now()']),
    ...provesPassword.map((name): [string, string] => [name, `password_hash = password_hash || '-'`]),
    ['POST /authentication/log-in', 'is_two_factor_authentication_enabled = true'],
    ['POST /authentication/log-in', 'is_password_log_in_enabled = false'],
    ['POST /2fa/authenticate', 'is_two_factor_authentication_enabled = false'],
    ['POST /2fa/turn-on', 'is_two_factor_authentication_enabled = true'],
  ];

  it.each(changes)('%s is refused where its turn comes after %s', async (name, change) => {
    const send = await requests[name]?.();
    const lock = await HeldLock.ofUser(app, owner.email);
    const answer = (send as Send)();
    await lock.isWaitedForBy(1, answer);
    await lock.run(`UPDATE users SET ${change} WHERE email = $1`, [owner.email]);
    await lock.release();
    expect((await answer).status).toBe(401);
  });

  it('in a session that has come to its end when its turn comes, proves nothing any more', async () => {
    const send = await requests['POST /authentication/reauthenticate']?.();
    const lock = await HeldLock.ofUser(app, owner.email);
    const answer = (send as Send)();
    await lock.isWaitedForBy(1, answer);
    advanceClock(24 * 3600);
    await lock.release();
    expect(await answer).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
  });

  it.each(['PATCH /account/email', 'POST /2fa/turn-on', 'POST /2fa/authenticate'])(
    '%s in a session that was ended when its turn comes, as by a new password, does nothing any more',
    async (name) => {
      const send = await requests[name]?.();
      const lock = await HeldLock.ofUser(app, owner.email);
      const answer = (send as Send)();
      await lock.isWaitedForBy(1, answer);
      await lock.run('DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = $1)', [
        owner.email,
      ]);
      await lock.release();
      expect(await answer).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
      expect(await mailbox.to(`new-${owner.email}`)).toEqual([]);
    },
  );

  it('with a mailed token that has expired when its turn comes, proves nothing any more', async () => {
    const send = await requests['POST /account/password-reset/confirm']?.();
    const lock = await HeldLock.ofUser(app, owner.email);
    const answer = (send as Send)();
    await lock.isWaitedForBy(1, answer);
    advanceClock(600);
    await lock.release();
    expect(await answer).toMatchObject({ status: 401, body: { errorCode: 'INVALID_TOKEN' } });
  });
});
