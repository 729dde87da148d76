import { beforeEach, describe, expect, it } from 'vitest';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('two-factor authentication', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
  });

  const turnOn = async (secret: string, from = browser) =>
    from.post('/2fa/turn-on', { twoFactorAuthenticationCode: await generateCode(secret) });
  const status = async () => (await expectStatus(200, browser.get('/2fa'))).body as unknown;

  it('is turned on with the first code, and says so', async () => {
    const off = {
      isTwoFactorAuthenticationEnabled: false,
      enabledAt: null,
      remainingBackupCodes: 0,
      areBackupCodesSaved: true,
      authenticators: [],
      passkeys: 0,
    };
    expect(await status()).toEqual(off);
    const secret = await owner.scan(browser);
    expect(await status()).toEqual(off);
    const { body } = await expectStatus(200, turnOn(secret));
    expect(body.backupCodes).toHaveLength(10);
    expect(await status()).toEqual({
      isTwoFactorAuthenticationEnabled: true,
      enabledAt: new Date().toISOString(),
      remainingBackupCodes: 10,
      areBackupCodesSaved: false,
      authenticators: [expect.objectContaining({ name: 'Authenticator' })],
      passkeys: 0,
    });
    expect((await browser.get('/authentication')).body.isTwoFactorAuthenticationEnabled).toBe(true);
    expect(await app.securityEvents(owner)).toContain('two_factor_enabled');
  });

  it('is not turned on by a wrong code, nor without a QR code', async () => {
    expect(await turnOn('A'.repeat(32))).toMatchObject({
      status: 409,
      body: { errorCode: 'NO_PENDING_TWO_FACTOR_SECRET' },
    });
    await owner.scan(browser);
    expect(await turnOn('A'.repeat(32))).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    expect(await status()).toMatchObject({ isTwoFactorAuthenticationEnabled: false });
  });

  it('ends all other sessions and pending log-ins whenever it changes (ASVS 7.4.3)', async () => {
    const changes: (() => Promise<unknown>)[] = [
      () => owner.turnTwoFactorOn(browser),
      () => owner.turnTwoFactorOn(browser),
      async () => {
        const body = { twoFactorAuthenticationCode: await owner.code() };
        owner.backupCodes = (
          await expectStatus(201, browser.post('/2fa/backup-codes', body))
        ).body.backupCodes;
      },
      () => expectStatus(204, browser.post('/2fa/turn-off', { backupCode: owner.backupCodes[0] })),
    ];
    for (const change of changes) {
      advanceClock(60);
      const [other, before] = [await owner.logIn(), browser.copy()];
      await change();
      expect((await other.post('/authentication/refresh')).status).toBe(401);
      expect((await other.post('/2fa/authenticate', { backupCode: 'x' })).status).toBe(401);
      expect((await before.get('/authentication')).status).toBe(401);
      expect(claimsOf(browser).sid).not.toBe(claimsOf(before).sid);
      await expectStatus(200, browser.get('/authentication'));
    }
    const events = await app.securityEvents(owner);
    const types = [
      'two_factor_enabled',
      'two_factor_replaced',
      'backup_codes_regenerated',
      'two_factor_disabled',
    ];
    expect(events.filter((type) => types.includes(type))).toEqual(types);
  });

  it('moves to a new phone: from then on only its codes and the new backup codes work', async () => {
    await owner.turnTwoFactorOn(browser);
    const [oldSecret, oldCode] = [owner.secret, owner.backupCodes[0]];
    advanceClock(60);
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn();
    for (const body of [
      { twoFactorAuthenticationCode: await generateCode(oldSecret) },
      { backupCode: oldCode },
    ]) {
      expect((await pending.post('/2fa/authenticate', body)).status).toBe(401);
    }
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] }));
  });

  it('leaves no session that says it proved a second factor which there is not any more', async () => {
    await owner.turnTwoFactorOn(browser);
    expect((await browser.get('/sessions')).body).toMatchObject([
      { isSecondFactorAuthenticated: true, amr: ['pwd', 'otp', 'mfa'] },
    ]);
    const body = { twoFactorAuthenticationCode: await owner.code() };
    await expectStatus(204, browser.post('/2fa/turn-off', body));
    const { body: sessions } = await expectStatus(200, browser.get('/sessions'));
    expect(sessions).toMatchObject([{ isSecondFactorAuthenticated: false, amr: ['pwd'] }]);
    expect(claimsOf(browser)).toMatchObject({ isSecondFactorAuthenticated: false, amr: ['pwd'] });
  });

  it('is turned off with a code only, and then the password is enough again (ASVS 6.4.4)', async () => {
    await owner.turnTwoFactorOn(browser);
    const wrong = await browser.post('/2fa/turn-off', {
      twoFactorAuthenticationCode: await owner.wrongCode(),
    });
    expect(wrong).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    await expectStatus(
      204,
      browser.post('/2fa/turn-off', { twoFactorAuthenticationCode: await owner.code() }),
    );
    const [row] = await app.dataSource.query(
      `SELECT count(*)::int AS rows FROM backup_codes b JOIN users u ON u.id = b.user_id WHERE email = $1`,
      [owner.email],
    );
    expect(row.rows).toBe(0);
    const { body } = await (await owner.logIn()).get('/authentication');
    expect(body.isTwoFactorAuthenticationEnabled).toBe(false);
    const again = await browser.post('/2fa/turn-off', { twoFactorAuthenticationCode: '123456' });
    expect(again).toMatchObject({ status: 409, body: { errorCode: 'TWO_FACTOR_NOT_ENABLED' } });
    const authenticate = await browser.post('/2fa/authenticate', { backupCode: 'x' });
    expect(authenticate).toMatchObject({ status: 409, body: { errorCode: 'TWO_FACTOR_NOT_ENABLED' } });
  });

  it("has its steps done by one person: another's code proves nothing (ASVS 2.3.1)", async () => {
    await owner.turnTwoFactorOn(browser);
    const other = await app.account();
    const otherBrowser = await other.logIn();
    await other.turnTwoFactorOn(otherBrowser);
    const pending = await owner.logIn();
    for (const body of [
      { twoFactorAuthenticationCode: await other.code() },
      { backupCode: other.backupCodes[0] },
    ]) {
      expect((await pending.post('/2fa/authenticate', body)).status).toBe(401);
    }
    expect((await app.browser().post('/2fa/authenticate', { backupCode: owner.backupCodes[0] })).status).toBe(
      401,
    );
  });
});
