import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { httpsEnvironment } from '../../support/test-environment.js';

const DAY = 24 * 3600;

beforeAll(() => freezeClock());
afterAll(() => void vi.useRealTimers());

describe('cookies on http://localhost', () => {
  let app: TestApp;
  let owner: Account;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    advanceClock(DAY);
    owner = await app.account();
  });

  const logIn = (browser: Browser, rememberMe?: boolean) =>
    expectStatus(
      200,
      browser.post('/authentication/log-in', { email: owner.email, password: owner.password, rememberMe }),
    );

  async function withTwoFactor(): Promise<Browser> {
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    return browser;
  }

  async function isAlive(browser: Browser): Promise<boolean> {
    return (await browser.post('/authentication/refresh')).status === 200;
  }

  it('go when the browser is closed, unless the log-in is to be remembered', async () => {
    const attributes = 'Path=/; HttpOnly; SameSite=Lax';
    for (const rememberMe of [undefined, false]) {
      const { cookies } = await logIn(app.browser(), rememberMe);
      expect(shapesOf(cookies)).toEqual([
        `Authentication=…; ${attributes}`,
        `Refresh=…; ${attributes}`,
        `KnownBrowser=…; ${attributes}`,
      ]);
    }
    const { cookies } = await logIn(app.browser(), true);
    expect(shapesOf(cookies)).toEqual([
      `Authentication=…; Path=/; Max-Age=300; HttpOnly; SameSite=Lax`,
      `Refresh=…; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax`,
      `KnownBrowser=…; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax`,
    ]);
  });

  it('of a remembered session never outlive it', async () => {
    const browser = await owner.logIn({ rememberMe: true });
    advanceClock(13 * DAY);
    await expectStatus(200, browser.post('/authentication/refresh'));
    advanceClock(13 * DAY);
    const { cookies } = await expectStatus(200, browser.post('/authentication/refresh'));
    expect(shapesOf(cookies)[1]).toContain(`Max-Age=${4 * DAY};`);
  });

  it('of a pending log-in are an access token only, and one from before is cleared', async () => {
    await withTwoFactor();
    const browser = app.browser();
    await logIn(await (await app.account()).logIn({ browser }));
    expect([...browser.cookies.keys()].toSorted()).toEqual(['Authentication', 'KnownBrowser']);
  });

  it('never hold an e-mail address, and no token stands in a body (ASVS 3.3.4, 14.3.3)', async () => {
    const browser = app.browser();
    const answers = [
      await logIn(browser),
      await browser.post('/authentication/refresh'),
      await browser.get('/sessions'),
    ];
    const tokens = answers.flatMap(({ cookies }) => cookies.map((cookie) => cookie.split(/[=;]/)[1] ?? ''));
    const parts = tokens.flatMap((token) => token.split('.'));
    const decoded = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect([...tokens, ...decoded].join()).not.toContain(owner.email.split('@')[0]);
    const bodies = JSON.stringify(answers.map(({ body }) => body as unknown));
    tokens.forEach((token) => expect(bodies).not.toContain(token));
  });

  describe('get a new id, and the old cookies die, (ASVS 7.2.2, 7.2.4)', () => {
    async function expectDead(old: Browser, renewed: Browser): Promise<void> {
      expect(claimsOf(renewed).sid).not.toBe(claimsOf(old).sid);
      expect((await old.copyOnly('Authentication').get('/authentication')).status).toBe(401);
      expect(await isAlive(old.copyOnly('Refresh'))).toBe(false);
      expect((await renewed.get('/authentication')).status).toBe(200);
    }

    it('at log-in: what the browser had before is over', async () => {
      const browser = await owner.logIn();
      const before = browser.copy();
      await owner.logIn({ browser });
      await expectDead(before, browser);
    });

    it('at the second factor', async () => {
      await withTwoFactor();
      const pending = await owner.logIn();
      const before = pending.copy();
      const body = { twoFactorAuthenticationCode: await owner.code() };
      const { cookies } = await expectStatus(200, pending.post('/2fa/authenticate', body));
      expect(cookies.map((cookie) => cookie.split('=')[0])).toContain('Refresh');
      expect(claimsOf(pending)).toMatchObject({
        isSecondFactorAuthenticated: true,
        amr: ['pwd', 'otp', 'mfa'],
      });
      await expectDead(before, pending);
    });

    it('at the proof of all factors, with and without a second one', async () => {
      const browser = await owner.logIn();
      let before = browser.copy();
      await expectStatus(200, browser.post('/authentication/reauthenticate', { password: owner.password }));
      await expectDead(before, browser);
      await owner.turnTwoFactorOn(browser);
      before = browser.copy();
      const body = { password: owner.password, twoFactorAuthenticationCode: await owner.code() };
      await expectStatus(200, browser.post('/authentication/reauthenticate', body));
      await expectDead(before, browser);
    });
  });

  describe('at log-out', () => {
    it('are cleared, the session is dead, and once more does no harm (ASVS 7.4.1, 14.3.1)', async () => {
      const browser = await owner.logIn();
      const before = browser.copy();
      const { headers } = await expectStatus(204, browser.post('/authentication/log-out'));
      expect([...browser.cookies.keys()]).toEqual(['KnownBrowser']);
      // It would take seconds, and the cache and storage of others on the same site.
      expect(headers.has('clear-site-data')).toBe(false);
      await expectStatus(204, browser.post('/authentication/log-out'));
      await expectStatus(204, before.post('/authentication/log-out'));
      expect((await before.get('/authentication')).status).toBe(401);
      expect(await isAlive(before)).toBe(false);
    });

    it.each(['Authentication', 'Refresh'])('are enough one by one: only %s', async (name) => {
      const browser = await owner.logIn();
      await expectStatus(204, browser.copyOnly(name).post('/authentication/log-out'));
      expect((await browser.get('/authentication')).status).toBe(401);
      expect(await isAlive(browser)).toBe(false);
    });

    it('may be expired: the access token still says which session to end (ASVS 7.4.4)', async () => {
      const browser = await owner.logIn({ rememberMe: true });
      advanceClock(3600);
      await expectStatus(204, browser.copyOnly('Authentication').post('/authentication/log-out'));
      expect(await isAlive(browser)).toBe(false);
    });

    it('of a pending log-in end it', async () => {
      await withTwoFactor();
      const pending = await owner.logIn();
      const before = pending.copy();
      await expectStatus(204, pending.post('/authentication/log-out'));
      const body = { twoFactorAuthenticationCode: await owner.code() };
      expect((await before.post('/2fa/authenticate', body)).status).toBe(401);
    });
  });
});

it('cookies of an https PUBLIC_URL are Secure and bound to the host; those without the prefix are ignored (ASVS 3.3.1, 3.3.2, 3.3.3)', async () => {
  const app = await TestApp.start(httpsEnvironment);
  const owner = await app.account();
  const browser = app.browser();
  const body = { email: owner.email, password: owner.password };
  const { cookies } = await expectStatus(200, browser.post('/authentication/log-in', body));
  const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';
  expect(shapesOf(cookies)).toEqual([
    `__Host-Authentication=…; ${attributes}`,
    `__Host-Refresh=…; ${attributes}`,
    `__Host-KnownBrowser=…; ${attributes}`,
  ]);
  expect((await browser.get('/authentication')).status).toBe(200);
  const unprefixed = app.browser();
  browser.cookies.forEach((value, name) => unprefixed.cookies.set(name.replace('__Host-', ''), value));
  expect((await unprefixed.get('/authentication')).status).toBe(401);
  expect((await unprefixed.post('/authentication/refresh')).status).toBe(401);
  const cleared = await browser.post('/authentication/log-out');
  expect(cleared.cookies).toHaveLength(2);
  cleared.cookies.forEach((cookie) =>
    expect(cookie).toMatch(/^__Host-\w+=; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax/),
  );
  await app.stop();
});

it('cookies of ten people who share a browser are as long as browsers and servers take them (ASVS 3.3.5, 4.2.5)', async () => {
  const app = await TestApp.start(httpsEnvironment);
  const browser = app.browser();
  for (let person = 0; person < 10; person++) {
    const owner = await app.account();
    await owner.turnTwoFactorOn(await owner.logIn());
    await owner.logInWithCode({ browser, trustDevice: true, rememberMe: true });
  }
  const lengths = [...browser.cookies].map(([name, value]) => name.length + 1 + value.length);
  expect(lengths).toHaveLength(4);
  expect(Math.max(...lengths)).toBeLessThan(4096);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(8192);
  expect((await browser.get('/authentication')).status).toBe(200);
  await app.stop();
});

/** The `Set-Cookie` lines without their values. */
function shapesOf(cookies: string[]): string[] {
  return cookies.map((cookie) => cookie.replace(/=[^;]+/, '=…'));
}
