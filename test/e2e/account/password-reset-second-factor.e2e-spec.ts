import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import { NEW_PASSWORD, PasswordResets } from '../../support/password-resets.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { accountWithTwoFactor } from '../../support/two-factor-account.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('the password reset with two-factor authentication on (ASVS 6.4.3)', () => {
  let app: TestApp;
  let resets: PasswordResets;
  let owner: Account;

  useTestApp((started) => {
    app = started;
    resets = new PasswordResets(app);
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await accountWithTwoFactor(app);
  });

  const getToken = () => resets.tokenFor(owner);
  const confirm = (token: string, body?: Record<string, unknown>) => resets.confirm(token, body);

  it('asks for a code and keeps the token alive', async () => {
    const token = await getToken();
    for (let index = 0; index < 2; index++) {
      expect(await confirm(token)).toMatchObject({
        status: 401,
        body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
        cookies: [],
      });
    }
    const code = { twoFactorAuthenticationCode: await owner.code() };
    expect(await confirm(token, code)).toMatchObject({ status: 204 });
  });

  it('asks for none with a token that is dead', async () => {
    const token = await getToken();
    advanceClock(600);
    expect(await confirm(token)).toMatchObject({ status: 401, body: { errorCode: 'INVALID_TOKEN' } });
  });

  it('refuses a wrong code, charges it, and keeps the token alive', async () => {
    const token = await getToken();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    expect(await confirm(token, wrong)).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    expect(await confirm(token, { backupCode: '0000-0000-0000-0000' })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    const [{ tries }] = await app.dataSource.query(
      `SELECT failed_attempts + failed_unlock_attempts AS tries FROM second_factor_budgets t JOIN users u ON u.id = t.user_id
       WHERE email = $1`,
      [owner.email],
    );
    expect(tries).toBe(2);
    await expect(owner.logIn()).resolves.toBeDefined();
    const right = { twoFactorAuthenticationCode: await owner.code() };
    expect(await confirm(token, right)).toMatchObject({ status: 204 });
  });

  it('lets nobody guess: a link has five tries, and then another one is needed (ASVS 6.6.3)', async () => {
    const token = await getToken();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(token, wrong)));
    const codes = answers.map(({ body }) => body.errorCode as string);
    expect(codes.filter((code) => code === 'WRONG_TWO_FACTOR_CODE')).toHaveLength(5);
    const right = { twoFactorAuthenticationCode: await owner.code() };
    expect(await confirm(token, right)).toMatchObject({
      status: 401,
      body: { errorCode: 'INVALID_TOKEN' },
    });
  });

  it('is mailed again past five an hour when the tries of all links are used up', async () => {
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const mails = async () => (await resets.mailbox.to(owner.email, 'reset-password')).length;
    const before = await mails();
    for (let mail = 0; mail < 5; mail++) {
      const token = await getToken();
      for (let attempt = 0; attempt < 5; attempt++) {
        await expectStatus(401, confirm(token, wrong));
      }
      advanceClock(1);
    }
    expect(await mails()).toBe(before + 5);
    const right = { twoFactorAuthenticationCode: await owner.code() };
    expect(await confirm(await getToken(), right)).toMatchObject({ status: 204 });
    expect(await mails()).toBe(before + 6);
  });

  it('costs no try when the secret cannot be decrypted, and takes a backup code', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const token = await getToken();
    await app.dataSource.query('UPDATE totp_authenticators SET secret = $1', ['v1.lost.a.b.c']);
    for (let attempt = 0; attempt < 6; attempt++) {
      const right = { twoFactorAuthenticationCode: await owner.code() };
      expect(await confirm(token, right)).toMatchObject({ status: 500 });
    }
    vi.restoreAllMocks();
    expect(await confirm(token, { backupCode: owner.backupCodes[0] })).toMatchObject({ status: 204 });
  });

  it('takes a bad password as a mistake that costs no try', async () => {
    const token = await getToken();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode(), password: 'short' };
    expect(await confirm(token, wrong)).toMatchObject({ status: 400 });
    const [{ tries }] = await app.dataSource.query(
      `SELECT failed_attempts AS tries FROM second_factor_budgets t JOIN users u ON u.id = t.user_id
       WHERE email = $1`,
      [owner.email],
    );
    expect(tries).toBe(0);
  });

  it('takes a backup code from who lost the password and the phone, and never turns 2FA off (ASVS 6.4.4)', async () => {
    const trusting = await owner.logInWithCode({ trustDevice: true });
    const [backupCode] = owner.backupCodes;
    const token = await getToken();
    expect(await confirm(token, { backupCode })).toMatchObject({ status: 204, cookies: [] });
    owner.password = NEW_PASSWORD;
    advanceClock(30);
    const pending = await owner.logIn({ browser: trusting });
    expect(await pending.get('/authentication')).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    const again = { backupCode };
    expect(await pending.post('/2fa/authenticate', again)).toMatchObject({ status: 401 });
    const code = { twoFactorAuthenticationCode: await owner.code() };
    const { body } = await expectStatus(200, pending.post('/2fa/authenticate', code));
    expect(body).toMatchObject({ isTwoFactorAuthenticationEnabled: true });
  });

  it('uses the code up', async () => {
    const code = { twoFactorAuthenticationCode: await owner.code() };
    await expectStatus(204, confirm(await getToken(), code));
    owner.password = NEW_PASSWORD;
    const pending = await owner.logIn();
    expect(await pending.post('/2fa/authenticate', code)).toMatchObject({ status: 401 });
  });
});
