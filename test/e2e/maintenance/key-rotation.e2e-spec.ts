import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp, testKeys } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { accountWithTwoFactor, totpSecretOf, withTotp } from '../../support/two-factor-account.js';

beforeAll(() => freezeClock());
afterAll(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());

describe('rotation of the keys (ASVS 11.2.2, 13.3.4)', () => {
  let database: TestDatabase;
  let app: TestApp;

  const start = async (variables: Record<string, string> = {}) => {
    app = await TestApp.start({ DATABASE_URL: database.url, ...variables });
  };
  const restart = async (variables: Record<string, string>) => {
    await app.stop();
    await start(variables);
  };
  /** The owner's browser before the restart, at the address after it. */
  const moved = (browser: Browser): Browser => {
    const there = app.browser();
    browser.cookies.forEach((value, name) => there.cookies.set(name, value));
    return there;
  };
  const asOf = (account: Account): Account =>
    Object.assign(Object.create(account) as Account, { stranger: app.browser() });

  beforeEach(async () => {
    advanceClock(24 * 3600);
    database = await createTestDatabase();
    await start();
  });
  afterEach(async () => {
    await app.stop();
    await database.drop();
  });

  it('of ENCRYPTION_KEYS re-encrypts a secret when it is used, and then the old key can go', async () => {
    const owner = await accountWithTwoFactor(app);
    expect(await totpSecretOf(app, owner)).toMatch(/^v1\.k1\./);
    const newKey = 'k2:the-key-for-encryption-from-now-on-in-tests';
    await restart({ ENCRYPTION_KEYS: `${newKey},${testKeys.ENCRYPTION_KEYS}` });
    const pending = await asOf(owner).logIn();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    expect((await pending.post('/2fa/authenticate', wrong)).status).toBe(401);
    expect(await totpSecretOf(app, owner)).toMatch(/^v1\.k1\./);
    await expectStatus(200, withTotp(owner, pending));
    expect(await totpSecretOf(app, owner)).toMatch(/^v1\.k2\./);
    await restart({ ENCRYPTION_KEYS: newKey });
    advanceClock(60);
    await expectStatus(200, withTotp(owner, await asOf(owner).logIn()));
  });

  it('of ENCRYPTION_KEYS leaves the grace of a refresh, a pending QR code and known browsers alone', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    const secret = await owner.scan(browser);
    const second = browser.copyOnly('Refresh');
    await expectStatus(200, browser.post('/authentication/refresh'));
    await restart({
      ENCRYPTION_KEYS: `k2:the-key-for-encryption-from-now-on-in-tests,${testKeys.ENCRYPTION_KEYS}`,
    });
    const late = moved(second);
    await expectStatus(200, late.post('/authentication/refresh'));
    expect(late.cookies.get('Refresh')).toBe(browser.cookies.get('Refresh'));
    const body = { twoFactorAuthenticationCode: await generateCode(secret) };
    await expectStatus(200, moved(browser).post('/2fa/turn-on', body));
  });

  it('of ENCRYPTION_KEYS, when the old one is lost, charges nobody for codes that cannot be checked', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const owner = await accountWithTwoFactor(app);
    await restart({ ENCRYPTION_KEYS: 'k2:another-key-for-encryption-after-the-first-was-lost,k1:lost' });
    const tries = async () => {
      const [row] = await app.dataSource.query(
        `SELECT failed_attempts, second_factor_attempts FROM second_factor_budgets t
         JOIN sessions s USING (user_id) WHERE second_factor_verified_at IS NULL`,
      );
      return row as unknown;
    };
    const pending = await asOf(owner).logIn();
    for (let attempt = 0; attempt < 12; attempt++) {
      expect((await withTotp(owner, pending)).status).toBe(500);
    }
    expect(await tries()).toEqual({ failed_attempts: 0, second_factor_attempts: 0 });
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] }));
    await owner.turnTwoFactorOn(pending);
    advanceClock(60);
    await expectStatus(200, withTotp(owner, await asOf(owner).logIn()));
  });

  it('of ENCRYPTION_KEYS, when the old one is lost, asks for another QR code', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const owner = await app.account();
    const browser = await owner.logIn();
    const twoFactorAuthenticationCode = await generateCode(await owner.scan(browser));
    await restart({ ENCRYPTION_KEYS: 'k2:another-key-for-encryption-after-the-first-was-lost,k1:lost' });
    const there = moved(browser);
    expect(await there.post('/2fa/turn-on', { twoFactorAuthenticationCode })).toMatchObject({
      status: 409,
      body: { errorCode: 'NO_PENDING_TWO_FACTOR_SECRET' },
    });
    await owner.turnTwoFactorOn(there);
  });

  it('of JWT_ACCESS_TOKEN_SECRET lets sessions go on, and ends tokens of a key that is gone', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    const newKey = 'k2:the-key-for-access-tokens-from-now-on-in-tests';
    await restart({ JWT_ACCESS_TOKEN_SECRET: `${newKey},${testKeys.JWT_ACCESS_TOKEN_SECRET}` });
    expect((await moved(browser).get('/authentication')).status).toBe(200);
    await restart({ JWT_ACCESS_TOKEN_SECRET: newKey });
    const after = moved(browser);
    expect((await after.get('/authentication')).status).toBe(401);
    await expectStatus(200, after.post('/authentication/refresh'));
    expect((await after.get('/authentication')).status).toBe(200);
  });

  it('of PASSWORD_PEPPERS leaves hashes of a pepper that is lost worth nothing, until it is found', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const owner = await accountWithTwoFactor(app);
    const lost = { PASSWORD_PEPPERS: 'k2:another-key-for-peppering-under-another-name,k1:lost' };
    const found = {
      PASSWORD_PEPPERS: `k2:another-key-for-peppering-under-another-name,${testKeys.PASSWORD_PEPPERS}`,
    };
    await restart(lost);
    await expect(asOf(owner).logIn()).rejects.toThrow('WRONG_CREDENTIALS');
    await restart(found);
    const pending = await asOf(owner).logIn();
    await restart(lost);
    const [backupCode, other] = owner.backupCodes;
    expect(await moved(pending).post('/2fa/authenticate', { backupCode })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    await restart(found);
    await expectStatus(200, moved(pending).post('/2fa/authenticate', { backupCode: other }));
  });

  it('of PASSWORD_PEPPERS or BCRYPT_COST renews a hash at log-in, also at ten log-ins at once', async () => {
    const owner = await app.account();
    const hashOf = async () => {
      const [row] = await app.dataSource.query(`SELECT password_hash FROM users`);
      return row.password_hash as string;
    };
    expect(await hashOf()).toMatch(/^v2\.k1\.\$2b\$04\$/);
    const newPepper = 'k2:the-key-for-peppering-from-now-on-in-tests';
    await restart({ PASSWORD_PEPPERS: `${newPepper},${testKeys.PASSWORD_PEPPERS}`, BCRYPT_COST: '5' });
    const wrong = { email: owner.email, password: 'wrong' };
    expect((await app.browser().post('/authentication/log-in', wrong)).status).toBe(401);
    expect(await hashOf()).toMatch(/^v2\.k1\.\$2b\$04\$/);
    await Promise.all(Array.from({ length: 10 }, () => asOf(owner).logIn()));
    expect(await hashOf()).toMatch(/^v2\.k2\.\$2b\$05\$/);
    await restart({ PASSWORD_PEPPERS: newPepper, BCRYPT_COST: '5' });
    await asOf(owner).logIn();
  });
});
