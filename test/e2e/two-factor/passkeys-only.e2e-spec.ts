import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus, generateCode, PASSWORD } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { assertion, logInByPasskey, register } from '../../support/passkeys.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const NEW_PASSWORD = 'another horse battery staple';

describe('an account that passkeys alone log in to', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;
  let passkey: SoftAuthenticator;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(3600);
    owner = await app.verifiedAccount();
    browser = await owner.logIn();
    passkey = await addPasskey(true);
    await owner.turnTwoFactorOn(browser);
    await prove();
    advanceClock(60);
  });

  async function addPasskey(backedUp: boolean): Promise<SoftAuthenticator> {
    const flags = { backupEligible: backedUp, backedUp };
    const added = new SoftAuthenticator('http://localhost:3000', 'ES256', flags);
    await expectStatus(201, register(browser, added));
    return added;
  }
  const prove = async () =>
    expectStatus(
      200,
      browser.post('/authentication/reauthenticate', { passkey: await assertion(browser, passkey) }),
    );
  const set = (isPasswordLogInEnabled: boolean): Promise<Answer> =>
    browser.patch('/account/log-in-methods', { isPasswordLogInEnabled });
  const logIn = () =>
    app.browser().post('/authentication/log-in', { email: owner.email, password: PASSWORD });
  const right = async () => ({ twoFactorAuthenticationCode: await owner.code() });
  const resetToken = async () => {
    await expectStatus(202, app.browser().post('/account/password-reset', { email: owner.email }));
    return new Mailbox(app).tokenFor(owner.email, 'reset-password');
  };
  const reset = async (answer: object) =>
    app.browser().post('/account/password-reset/confirm', {
      token: await resetToken(),
      password: NEW_PASSWORD,
      ...answer,
    });

  const notEnough = { status: 409, body: { errorCode: 'NOT_ENOUGH_PASSKEYS' } };
  const wrongCode = { status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } };

  it('becomes one by its owner with a passkey at hand: the others are out, and it is mailed', async () => {
    const other = await owner.logInWithCode({ trustDevice: true });
    const before = browser.cookies.get('Authentication');
    const { body } = await expectStatus(200, set(false));
    expect(body).toMatchObject({ email: owner.email, isPasswordLogInEnabled: false });
    expect(browser.cookies.get('Authentication')).not.toBe(before);
    expect((await browser.get('/authentication')).body.isPasswordLogInEnabled).toBe(false);
    await expectStatus(401, other.get('/authentication'));
    expect(await new Mailbox(app).to(owner.email, 'password_log_in_disabled')).toHaveLength(1);
  });

  it('becomes none by a password and a code, however fresh', async () => {
    const other = await owner.logInWithCode();
    expect(await other.patch('/account/log-in-methods', { isPasswordLogInEnabled: false })).toMatchObject({
      status: 401,
      body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
    });
    expect(await browser.patch('/account/log-in-methods', {})).toMatchObject({ status: 400 });
    expect(await browser.patch('/account/log-in-methods', { isPasswordLogInEnabled: 'no' })).toMatchObject({
      status: 400,
    });
  });

  it('needs a passkey that is synced, or two, and an unused backup code, and two-factor authentication', async () => {
    await app.dataSource.query('UPDATE passkeys SET is_backed_up = false');
    expect(await set(false)).toMatchObject(notEnough);
    await addPasskey(false);
    await expectStatus(200, set(false));
    await expectStatus(200, set(true));
    await app.dataSource.query('UPDATE backup_codes SET used_at = now()');
    expect(await set(false)).toMatchObject(notEnough);
    await expectStatus(204, browser.post('/2fa/turn-off', { passkey: await assertion(browser, passkey) }));
    expect(await set(false)).toMatchObject(notEnough);
  });

  it('answers a right password as a wrong one, everywhere', async () => {
    await expectStatus(200, set(false));
    const wrong = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    const answer = await logIn();
    expect([answer.status, answer.body]).toEqual([wrong.status, wrong.body]);
    const isRefused = { status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } };
    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect(await browser.patch('/account/password', change)).toMatchObject(isRefused);
    const proof = { password: PASSWORD, ...(await right()) };
    expect(await browser.post('/authentication/reauthenticate', proof)).toMatchObject(isRefused);
    expect(await browser.delete('/account', { password: PASSWORD })).toMatchObject(isRefused);
    await expectStatus(200, browser.get('/authentication'));
  });

  it('takes no code anywhere, but passkeys', async () => {
    await expectStatus(200, set(false));
    expect(await browser.post('/2fa/turn-off', await right())).toMatchObject(wrongCode);
    expect(await browser.post('/2fa/backup-codes', await right())).toMatchObject(wrongCode);
    const [backupCode] = owner.backupCodes;
    expect(await browser.post('/2fa/turn-off', { backupCode })).toMatchObject(wrongCode);
    const secret = await owner.scan(browser);
    const twoFactorAuthenticationCode = await generateCode(secret);
    expect(await browser.post('/2fa/turn-on', { twoFactorAuthenticationCode })).toMatchObject(wrongCode);
    const byPasskey = async () => ({ passkey: await assertion(browser, passkey) });
    await expectStatus(201, browser.post('/2fa/backup-codes', await byPasskey()));
    advanceClock(301);
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(401, browser.post('/passkeys/options'));
    await prove();
    await expectStatus(200, browser.post('/passkeys/options'));
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
  });

  it('ends where two-factor authentication is turned off, which takes a passkey', async () => {
    await expectStatus(200, set(false));
    await expectStatus(204, browser.post('/2fa/turn-off', { passkey: await assertion(browser, passkey) }));
    expect((await browser.get('/authentication')).body).toMatchObject({
      isPasswordLogInEnabled: true,
      isTwoFactorAuthenticationEnabled: false,
    });
    expect(await app.securityEvents(owner)).toContain('password_log_in_enabled');
  });

  it('wants a passkey for what is sensitive, however fresh the password is', async () => {
    advanceClock(200);
    await expectStatus(
      200,
      browser.post('/authentication/reauthenticate', { password: PASSWORD, ...(await right()) }),
    );
    await expectStatus(200, set(false));
    advanceClock(200);
    await expectStatus(200, browser.post('/authentication/refresh'));
    expect(await browser.delete('/account', {})).toMatchObject({
      status: 401,
      body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
    });
  });

  it('keeps the passkeys that it needs', async () => {
    const spare = await addPasskey(false);
    await expectStatus(200, set(false));
    const { body } = await browser.get('/passkeys');
    const idOf = ({ id }: SoftAuthenticator) =>
      body.passkeys.find(
        ({ credentialId }: { credentialId: string }) => credentialId === id.toString('base64url'),
      ).id as string;
    expect(await browser.delete(`/passkeys/${idOf(passkey)}`)).toMatchObject(notEnough);
    await expectStatus(204, browser.delete(`/passkeys/${idOf(spare)}`));
    expect(await browser.delete(`/passkeys/${idOf(passkey)}`)).toMatchObject(notEnough);
  });

  it('goes back by its owner, with a passkey', async () => {
    await expectStatus(200, set(false));
    advanceClock(301);
    await expectStatus(200, browser.post('/authentication/refresh'));
    expect(await set(true)).toMatchObject({ status: 401 });
    await prove();
    await expectStatus(200, set(true));
    expect((await logIn()).status).toBe(200);
  });

  it('goes back by a reset with a backup code or a passkey, and not by one with a code', async () => {
    await expectStatus(200, set(false));
    expect(await reset(await right())).toMatchObject(wrongCode);
    expect((await logIn()).status).toBe(401);
    await expectStatus(204, reset({ backupCode: owner.backupCodes[0] }));
    owner.password = NEW_PASSWORD;
    await owner.logIn();
    expect(await app.securityEvents(owner)).toContain('password_log_in_enabled');
  });

  it('can be deleted by its owner, for whom no password counts', async () => {
    await expectStatus(200, set(false));
    await expectStatus(204, browser.delete('/account', {}));
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject({ status: 401 });
  });
});
