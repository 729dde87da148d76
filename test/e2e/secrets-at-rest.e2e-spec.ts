import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus, generateCode } from '../support/account.js';
import type { Browser } from '../support/browser.js';
import { Mailbox } from '../support/mailbox.js';
import { TestApp, testKeys } from '../support/test-app.js';
import { advanceClock, freezeClock } from '../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

beforeAll(() => freezeClock());
afterAll(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());

const withTotp = async (account: Account, pending: Browser) =>
  pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await account.code() });

const totpSecretOf = async (app: TestApp, { email }: Account) => {
  const [row] = await app.dataSource.query(
    `SELECT totp_secret FROM two_factor_authentications t JOIN users u ON u.id = t.user_id WHERE email = $1`,
    [email],
  );
  return row.totp_secret as string;
};

async function accountWithTwoFactor(app: TestApp): Promise<Account> {
  const account = await app.account();
  await account.turnTwoFactorOn(await account.logIn());
  return account;
}

describe('a stolen or altered table', () => {
  let app: TestApp;
  let mailbox: Mailbox;

  beforeAll(async () => {
    app = await TestApp.start();
    mailbox = new Mailbox(app);
  });
  afterAll(() => app.stop());
  beforeEach(() => advanceClock(24 * 3600));

  it('shows no password, secret, code or token', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    const pendingSecret = await owner.scan(browser);
    const trusted = await owner.logInWithCode({ trustDevice: true, rememberMe: true });
    await expectStatus(200, trusted.post('/authentication/refresh'));
    await expectStatus(200, browser.post('/authentication/refresh'));

    const tables = await app.dataSource.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const dumps = await Promise.all(
      tables.map(({ name }) => app.dataSource.query(`SELECT t::text AS row FROM "${name}" t`)),
    );
    const dump = JSON.stringify(dumps);
    expect(tables.length).toBeGreaterThan(5);
    expect(dump).toContain(owner.email);

    const cookies = [browser, trusted].flatMap(({ cookies: jar }) => [...jar.values()]);
    const codes = owner.backupCodes.flatMap((code) => [code, code.replaceAll('-', ''), code.slice(5)]);
    const secrets = [owner.password, owner.secret, pendingSecret, await owner.code(), ...codes, ...cookies];
    for (const secret of secrets) {
      const hex = Buffer.from(secret).toString('hex');
      expect(dump.includes(secret) || dump.toLowerCase().includes(hex)).toBe(false);
    }
  });

  it("with another row's secret copied in lets nobody in by it, and says so in the log", async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const [victim, thief] = [await accountWithTwoFactor(app), await accountWithTwoFactor(app)];
    await app.dataSource.query(
      `UPDATE two_factor_authentications SET totp_secret = $1
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

  it('of which any bit was changed lets nobody in either', async () => {
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
        `UPDATE two_factor_authentications SET totp_secret = $1 WHERE totp_secret = $2 OR totp_secret = $3`,
        [changed, encrypted, await totpSecretOf(app, owner)],
      );
      expect((await withTotp(owner, await owner.logIn())).status).toBe(500);
    }
  });
});

describe('rotation of the keys', () => {
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
    await restart({ ENCRYPTION_KEYS: 'k2:another-key-for-encryption-after-the-first-was-lost' });
    const tries = async () => {
      const [row] = await app.dataSource.query(
        `SELECT failed_attempts, second_factor_attempts FROM two_factor_authentications t
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
    await restart({ ENCRYPTION_KEYS: 'k2:another-key-for-encryption-after-the-first-was-lost' });
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

  it('of PASSWORD_PEPPERS leaves hashes of a pepper that is lost, or was another one, worth nothing', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const owner = await accountWithTwoFactor(app);
    for (const PASSWORD_PEPPERS of [
      'k1:another-key-for-peppering-under-the-same-name',
      'k2:another-key-for-peppering-under-another-name',
    ]) {
      await restart({ PASSWORD_PEPPERS });
      await expect(asOf(owner).logIn()).rejects.toThrow('WRONG_CREDENTIALS');
    }
    await restart({});
    const pending = await asOf(owner).logIn();
    await restart({ PASSWORD_PEPPERS: 'k1:another-key-for-peppering-under-the-same-name' });
    const [backupCode, other] = owner.backupCodes;
    expect(await moved(pending).post('/2fa/authenticate', { backupCode })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    await restart({});
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
