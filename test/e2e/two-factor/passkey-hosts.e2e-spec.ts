import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { runCommand } from '../../support/command-line.js';
import { Mailbox } from '../../support/mailbox.js';
import { assertion, logInByPasskey, register } from '../../support/passkeys.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import { TestApp, testKeys } from '../../support/test-app.js';
import { createTestDatabase } from '../../support/test-database.js';
import { httpsEnvironment } from '../../support/test-environment.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) {
    await close();
  }
});

async function start(variables: Record<string, string>): Promise<TestApp> {
  const app = await TestApp.start(variables);
  closers.push(() => app.stop());
  return app;
}

async function startDatabase(): Promise<string> {
  const database = await createTestDatabase();
  closers.push(() => database.drop());
  return database.url;
}

async function ownerOf(app: TestApp, origin: string): Promise<[Account, Browser, SoftAuthenticator]> {
  const owner = await app.verifiedAccount();
  const browser = await owner.logIn();
  const passkey = new SoftAuthenticator(origin);
  await expectStatus(201, register(browser, passkey));
  return [owner, browser, passkey];
}

describe('passkeys', () => {
  it('are not to be had at an IP address: 409, before anything else is looked at', async () => {
    const app = await start({ PUBLIC_URL: 'http://127.0.0.1:3000' });
    const browser = await (await app.account()).logIn();
    const unavailable = { status: 409, body: { errorCode: 'PASSKEYS_UNAVAILABLE' } };
    expect(await browser.post('/passkeys/options')).toMatchObject(unavailable);
    expect(await app.browser().post('/authentication/passkey/options')).toMatchObject(unavailable);
    expect(await browser.get('/passkeys')).toMatchObject({
      status: 200,
      body: { rpId: '127.0.0.1', passkeys: [] },
    });
  });

  it('are for the parent domain where PASSKEY_RP_ID says so, and for pages of FRONTEND_ORIGINS', async () => {
    const app = await start({
      ...httpsEnvironment,
      FRONTEND_ORIGINS: 'https://app.example.com',
      PASSKEY_RP_ID: 'example.com',
    });
    const [, browser, passkey] = await ownerOf(app, 'https://app.example.com');
    expect((await browser.get('/passkeys')).body.rpId).toBe('example.com');
    const stranger = app.browser();
    const { body: options } = await stranger.post('/authentication/passkey/options');
    expect(options.rpId).toBe('example.com');
    expect(stranger.cookies.has('__Host-PasskeyChallenge')).toBe(true);
    await expectStatus(200, stranger.post('/authentication/passkey', { response: passkey.get(options) }));
  });

  it('of another domain than now are of no use, and do not count as a second factor', async () => {
    const DATABASE_URL = await startDatabase();
    const before = await TestApp.start({ ...httpsEnvironment, DATABASE_URL });
    const [owner, browser, passkey] = await ownerOf(before, 'https://auth.example.com');
    await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) }));
    await before.stop();
    const warn = vi.fn();
    const logger = { log() {}, error() {}, warn, debug() {}, verbose() {}, fatal() {} };
    const elsewhere = { ...httpsEnvironment, DATABASE_URL, PUBLIC_URL: 'https://auth.example.org' };
    const app = await TestApp.start(elsewhere, logger);
    closers.push(() => app.stop());
    await vi.waitFor(
      () =>
        expect(warn.mock.calls.flat().join()).toContain(
          '1 passkeys are for another host than "auth.example.org"',
        ),
      { timeout: 10_000 },
    );
    const { body } = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: owner.password });
    expect(body.methods).toEqual(['backup-code']);
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject({ status: 401 });
  });

  it('go on through a rotation of ENCRYPTION_KEYS, with challenges under way, and move to the new key', async () => {
    const DATABASE_URL = await startDatabase();
    const before = await TestApp.start({ DATABASE_URL });
    const [, browser, passkey] = await ownerOf(before, 'http://localhost:3000');
    const stranger = before.browser();
    const { body: options } = await stranger.post('/authentication/passkey/options');
    await before.stop();
    const newKey = 'k2:another-key-for-encryption-in-tests-only';
    const ENCRYPTION_KEYS = `${newKey},${testKeys.ENCRYPTION_KEYS}`;
    const app = await start({ DATABASE_URL, ENCRYPTION_KEYS });
    const there = app.browser();
    stranger.cookies.forEach((value, name) => there.cookies.set(name, value));
    await expectStatus(200, there.post('/authentication/passkey', { response: passkey.get(options) }));
    const keyOf = async () => {
      const [row] = await app.dataSource.query('SELECT public_key FROM passkeys');
      return row.public_key as string;
    };
    expect(await keyOf()).toMatch(/^v1\.k2\./);
    const second = new SoftAuthenticator('http://localhost:3000');
    browser.cookies.forEach((value, name) => there.cookies.set(name, value));
    await expectStatus(200, logInByPasskey(there, passkey));
    await expectStatus(201, register(there, second));
    const settings = { ...testKeys, NODE_ENV: 'test', DATABASE_URL, DATA_DIR: app.dataDirectory };
    const back = await runCommand(['keys', 'rotate'], {
      ...settings,
      ENCRYPTION_KEYS: `${testKeys.ENCRYPTION_KEYS},${newKey}`,
    });
    expect(JSON.parse(back.stdout)).toMatchObject({ unreadable: 0, reencrypted: 2 });
    await expectStatus(200, logInByPasskey(app.browser(), second));
  });

  it('are counted and removed by the operator', async () => {
    const DATABASE_URL = await startDatabase();
    const app = await start({ DATABASE_URL });
    const [owner, browser, passkey] = await ownerOf(app, 'http://localhost:3000');
    await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) }));
    const run = (...words: string[]) =>
      runCommand(words, { ...testKeys, NODE_ENV: 'test', DATABASE_URL, DATA_DIR: app.dataDirectory });
    expect(JSON.parse((await run('user', 'show', owner.email)).stdout)).toMatchObject({ passkeys: 1 });
    await run('user', 'reset-two-factor', owner.email);
    const [mail] = await new Mailbox(app).to(owner.email, 'two_factor_reset_by_operator');
    expect(mail?.text).toMatch(/Your\s+passkeys were removed: "Passkey"\./);
    expect(JSON.parse((await run('user', 'show', owner.email)).stdout)).toMatchObject({
      passkeys: 0,
      isTwoFactorAuthenticationEnabled: false,
    });
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject({
      body: { errorCode: 'UNKNOWN_PASSKEY' },
    });
  });
});
