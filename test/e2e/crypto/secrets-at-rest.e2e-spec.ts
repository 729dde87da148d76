import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectStatus } from '../../support/account.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { accountWithTwoFactor, totpSecretOf, withTotp } from '../../support/two-factor-account.js';

beforeAll(() => freezeClock());
afterAll(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());

describe('a stolen or altered table', () => {
  let app: TestApp;
  let mailbox: Mailbox;

  beforeAll(async () => {
    app = await TestApp.start();
    mailbox = new Mailbox(app);
  });
  afterAll(() => app.stop());
  beforeEach(() => advanceClock(24 * 3600));

  it('shows no password, secret, code or token (ASVS 14.2.4)', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    const pendingSecret = await owner.scan(browser);
    const trusted = await owner.logInWithCode({ trustDevice: true, rememberMe: true });
    await expectStatus(200, trusted.post('/authentication/refresh'));
    await expectStatus(200, browser.post('/authentication/refresh'));

    const tables = await app.dataSource.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'twofold'`,
    );
    const dumps = await Promise.all(
      tables.map(({ name }) => app.dataSource.query(`SELECT t::text AS row FROM "${name}" t`)),
    );
    const dump = JSON.stringify(dumps);
    expect(tables.length).toBeGreaterThan(5);
    expect(dump).toContain(owner.email);

    const cookies = [browser, trusted].flatMap(({ cookies: jar }) => [...jar.values()]);
    const codes = owner.backupCodes.flatMap((code) => [code, code.replaceAll('-', ''), code.slice(5)]);
    const secrets = [owner.password, owner.secret, pendingSecret, ...codes, ...cookies];
    for (const secret of secrets) {
      const hex = Buffer.from(secret).toString('hex');
      expect(dump.includes(secret) || dump.toLowerCase().includes(hex)).toBe(false);
    }
    // Six digits stand by chance in many a hash.
    expect(dump).not.toMatch(new RegExp(`\\b${await owner.code()}\\b`));
  });

  it("with another row's secret copied in lets nobody in by it, and says so in the log (ASVS 16.3.4)", async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const [victim, thief] = [await accountWithTwoFactor(app), await accountWithTwoFactor(app)];
    await app.dataSource.query(
      `UPDATE totp_authenticators SET secret = $1
       FROM users u WHERE u.id = user_id AND u.email = $2`,
      [await totpSecretOf(app, thief), victim.email],
    );
    const pending = await victim.logIn();
    const answer = await withTotp(thief, pending);
    expect(answer).toMatchObject({ status: 500, body: { errorCode: 'INTERNAL_ERROR' } });
    expect((await pending.get('/authentication')).status).toBe(401);
    expect(error.mock.calls).toContainEqual([
      'crypt_decrypt_fail',
      { context: expect.stringMatching(/^totp:[\da-f-]{36}$/) },
    ]);
    expect(JSON.stringify(error.mock.calls)).not.toContain(thief.secret);
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: victim.backupCodes[0] }));
  });

  it("with another row's password hash copied in lets nobody in by it", async () => {
    const victim = await app.account();
    const thief = await app.account();
    await expectStatus(
      204,
      (await thief.logIn()).patch('/account/password', {
        currentPassword: thief.password,
        newPassword: 'a password that the thief knows',
      }),
    );
    thief.password = 'a password that the thief knows';
    await app.dataSource.query(
      `UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE email = $2) WHERE email = $1`,
      [victim.email, thief.email],
    );
    const body = { email: victim.email, password: thief.password };
    expect(await app.browser().post('/authentication/log-in', body)).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_CREDENTIALS' },
    });
    await thief.logIn();
  });

  it("with another user's backup codes copied in lets nobody in by them", async () => {
    const [victim, thief] = [await accountWithTwoFactor(app), await accountWithTwoFactor(app)];
    await app.dataSource.query(
      `INSERT INTO backup_codes (user_id, lookup_id, hash)
       SELECT (SELECT id FROM users WHERE email = $1), lookup_id, hash
       FROM backup_codes b JOIN users u ON u.id = b.user_id WHERE email = $2`,
      [victim.email, thief.email],
    );
    const pending = await victim.logIn();
    for (const backupCode of thief.backupCodes.slice(0, 3)) {
      expect(await pending.post('/2fa/authenticate', { backupCode })).toMatchObject({
        status: 401,
        body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
      });
    }
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: victim.backupCodes[0] }));
    await expectStatus(
      200,
      (await thief.logIn()).post('/2fa/authenticate', { backupCode: thief.backupCodes[0] }),
    );
  });

  it.each([
    ["another user's backup code", false],
    ["the owner's backup code", true],
  ])('with the hash of %s for a password lets nobody in by it', async (_, isOwn) => {
    const victim = await accountWithTwoFactor(app);
    const { email, backupCodes } = isOwn ? victim : await accountWithTwoFactor(app);
    const [code] = backupCodes as [string];
    await app.dataSource.query(
      `UPDATE users SET password_hash = (
         SELECT hash FROM backup_codes b JOIN users u ON u.id = b.user_id WHERE u.email = $2 AND lookup_id = $3)
       WHERE email = $1`,
      [victim.email, email, code.slice(0, 4)],
    );
    const body = { email: victim.email, password: code.slice(4).replaceAll('-', '') };
    expect(await app.browser().post('/authentication/log-in', body)).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_CREDENTIALS' },
    });
  });

  it('with the mark of the second factor taken away asks for it all the same', async () => {
    const owner = await accountWithTwoFactor(app);
    await app.dataSource.query(
      `UPDATE users SET is_two_factor_authentication_enabled = false WHERE email = $1`,
      [owner.email],
    );
    const body = { email: owner.email, password: owner.password };
    const browser = app.browser();
    const { body: answer } = await expectStatus(200, browser.post('/authentication/log-in', body));
    expect(answer).toMatchObject({ isSecondFactorRequired: true });
    expect(await browser.get('/authentication')).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    await mailbox.settle();
    await expectStatus(202, app.browser().post('/account/password-reset', { email: owner.email }));
    const token = await mailbox.tokenFor(owner.email, 'reset-password');
    const reset = { token, password: 'another horse battery staple' };
    expect(await app.browser().post('/account/password-reset/confirm', reset)).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });

    await expectStatus(200, withTotp(owner, browser));
    expect((await browser.get('/authentication')).body.isTwoFactorAuthenticationEnabled).toBe(true);
    expect((await browser.get('/2fa')).body.isTwoFactorAuthenticationEnabled).toBe(true);
    expect(await browser.post('/authentication/reauthenticate', { password: owner.password })).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
  });

  it('of which any bit was changed lets nobody in either (ASVS 11.2.5, 16.5.3)', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const owner = await accountWithTwoFactor(app);
    const encrypted = await totpSecretOf(app, owner);
    const [version, kid, iv, ciphertext = '', tag] = encrypted.split('.');
    const flipped = (ciphertext.startsWith('A') ? 'B' : 'A') + ciphertext.slice(1);
    for (const changed of [
      [version, kid, iv, flipped, tag].join('.'),
      `v1.k9.${iv}.${ciphertext}.${tag}`,
      owner.secret,
    ]) {
      await app.dataSource.query(
        `UPDATE totp_authenticators SET secret = $1 WHERE secret = $2 OR secret = $3`,
        [changed, encrypted, await totpSecretOf(app, owner)],
      );
      expect((await withTotp(owner, await owner.logIn())).status).toBe(500);
    }
  });
});
