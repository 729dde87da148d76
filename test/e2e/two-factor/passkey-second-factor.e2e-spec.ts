import { beforeEach, describe, expect, it } from 'vitest';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { assertion, logInByPasskey, ORIGIN, register, wrongPasskey } from '../../support/passkeys.js';
import { type Lies, SoftAuthenticator } from '../../support/soft-authenticator.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

let app: TestApp;
let owner: Account;
let browser: Browser;
let passkey: SoftAuthenticator;

useTestApp((started) => (app = started));
beforeEach(async () => {
  advanceClock(3600);
  owner = await app.verifiedAccount();
  browser = await owner.logIn();
  passkey = new SoftAuthenticator(ORIGIN);
});

const me = async (of: Browser) => (await expectStatus(200, of.get('/authentication'))).body;

describe('a passkey in the place of a code', () => {
  beforeEach(async () => {
    await expectStatus(201, register(browser, passkey));
  });

  const turnOn = async () =>
    (await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) })))
      .body;

  it('turns two-factor authentication on, without any authenticator app', async () => {
    const other = await owner.logIn();
    const { backupCodes } = await turnOn();
    expect(backupCodes).toHaveLength(10);
    await expectStatus(401, other.get('/authentication'));
    expect((await browser.get('/2fa')).body).toEqual({
      isTwoFactorAuthenticationEnabled: true,
      enabledAt: new Date().toISOString(),
      remainingBackupCodes: 10,
      areBackupCodesSaved: false,
      authenticators: [],
      passkeys: 1,
    });
    const { body } = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: PASSWORD });
    expect(body.methods).toEqual(['passkey', 'backup-code']);
  });

  it('makes codes of an app wrongPasskey, of which there is none', async () => {
    await turnOn();
    const pending = await owner.logIn();
    expect(await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: '123456' })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    const { backupCodes } = (
      await expectStatus(
        201,
        browser.post('/2fa/backup-codes', { passkey: await assertion(browser, passkey) }),
      )
    ).body;
    await expectStatus(200, (await owner.logIn()).post('/2fa/authenticate', { backupCode: backupCodes[0] }));
  });

  it('completes a log-in, which is then by password and passkey', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const { body: options } = await expectStatus(200, pending.post('/authentication/passkey/options'));
    expect(options.allowCredentials).toEqual([
      { id: passkey.id.toString('base64url'), type: 'public-key', transports: ['internal', 'hybrid'] },
    ]);
    const answer = { passkey: passkey.get(options), trustDevice: true };
    await expectStatus(200, pending.post('/2fa/authenticate', answer));
    expect(claimsOf(pending).amr).toEqual(['pwd', 'pop', 'user', 'mfa']);
    expect(await app.securityEvents(owner)).toContain('authn_second_factor_success');
    const again = await owner.logIn({ browser: pending.copyOnly('TrustedDevice') });
    await expectStatus(200, again.get('/2fa'));
  });

  it('has five tries in a pending log-in, and charges the account none', async () => {
    await turnOn();
    const pending = await owner.logIn();
    for (let attempt = 0; attempt < 5; attempt++) {
      const lie = { passkey: await assertion(pending, passkey, { userVerified: false }) };
      expect(await pending.post('/2fa/authenticate', lie)).toMatchObject(wrongPasskey);
    }
    expect(await pending.get('/authentication')).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
    const [row] = await app.dataSource.query(
      'SELECT failed_attempts FROM second_factor_budgets JOIN users ON id = user_id WHERE email = $1',
      [owner.email],
    );
    expect(row.failed_attempts).toBe(0);
  });

  it('costs a pending log-in nothing where its challenge is stale', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const stale = await assertion(pending, passkey, { challenge: 'AAAA' });
    for (let attempt = 0; attempt < 6; attempt++) {
      expect(await pending.post('/2fa/authenticate', { passkey: stale })).toMatchObject(wrongPasskey);
    }
    await expectStatus(
      200,
      pending.post('/2fa/authenticate', { passkey: await assertion(pending, passkey) }),
    );
  });

  it('adds up with what is proved later in the session', async () => {
    const other = app.browser();
    await expectStatus(200, logInByPasskey(other, passkey));
    await expectStatus(200, other.post('/authentication/reauthenticate', { password: PASSWORD }));
    expect(claimsOf(other).amr).toEqual(['pwd', 'pop', 'user', 'mfa']);
  });

  it('makes new backup codes where two-factor authentication is on, and it stays on since when it was', async () => {
    await turnOn();
    const { enabledAt } = (await browser.get('/2fa')).body;
    advanceClock(60);
    const { backupCodes } = await turnOn();
    expect(backupCodes).toHaveLength(10);
    expect((await browser.get('/2fa')).body.enabledAt).toBe(enabledAt);
  });

  it('must be of the account, and is answered as a wrong one if it is of another or of nobody', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const unknown = new SoftAuthenticator(ORIGIN);
    expect(
      await pending.post('/2fa/authenticate', { passkey: await assertion(pending, unknown) }),
    ).toMatchObject(wrongPasskey);
    const answer = { passkey: await assertion(pending, passkey), backupCode: 'x' };
    expect(await pending.post('/2fa/authenticate', answer)).toMatchObject({ status: 400 });
  });

  it('is worth nothing after the session got another id', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const early = await assertion(pending, passkey);
    await expectStatus(
      200,
      pending.post('/2fa/authenticate', { passkey: await assertion(pending, passkey) }),
    );
    expect(await pending.post('/2fa/turn-off', { passkey: early })).toMatchObject(wrongPasskey);
  });

  it('gets new backup codes, and turns two-factor authentication off; and logs in still', async () => {
    await turnOn();
    const { body } = await expectStatus(
      201,
      browser.post('/2fa/backup-codes', { passkey: await assertion(browser, passkey) }),
    );
    expect(body.backupCodes).toHaveLength(10);
    await expectStatus(204, browser.post('/2fa/turn-off', { passkey: await assertion(browser, passkey) }));
    expect((await me(browser)).isTwoFactorAuthenticationEnabled).toBe(false);
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
  });

  it('proves everything afresh, by itself alone', async () => {
    await owner.turnTwoFactorOn(browser);
    advanceClock(301);
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(401, browser.post('/2fa/generate'));
    const both = { password: PASSWORD, passkey: await assertion(browser, passkey) };
    expect(await browser.post('/authentication/reauthenticate', both)).toMatchObject({ status: 400 });
    await expectStatus(
      200,
      browser.post('/authentication/reauthenticate', { passkey: await assertion(browser, passkey) }),
    );
    expect(claimsOf(browser).amr).toEqual(['pwd', 'otp', 'pop', 'user', 'mfa']);
    await expectStatus(201, browser.post('/2fa/generate'));
  });

  it('resets the password, and stays; a wrong one leaves the token alive', async () => {
    await turnOn();
    const stranger = app.browser();
    await expectStatus(202, stranger.post('/account/password-reset', { email: owner.email }));
    const token = await new Mailbox(app).tokenFor(owner.email, 'reset-password');
    const reset = async (lies: Lies = {}) =>
      stranger.post('/account/password-reset/confirm', {
        token,
        password: 'another horse battery staple',
        passkey: await assertion(stranger, passkey, lies),
      });
    expect(await reset({ userVerified: false })).toMatchObject(wrongPasskey);
    await expectStatus(204, reset());
    const [mail] = await new Mailbox(app).to(owner.email, 'authn_password_reset');
    expect(JSON.stringify(mail)).toContain('Your passkeys still log in');
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
  });
});
