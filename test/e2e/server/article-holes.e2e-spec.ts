import { randomUUID } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../../src/crypto/password-hasher.js';
import { parseEnvironment } from '../../../src/options/load-environment.js';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { letDatabaseTimePass } from '../../support/database-time.js';
import { TestApp, testKeys } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

/** Design section 6: each hole of the article's code, and that it is closed here. */
/** 72 bytes, where bcrypt alone would stop. */
const PHRASE = 'seventy-two small birds of a feather flock together at the old lighthouse'.slice(0, 72);

describe('the holes of the article', () => {
  let app: TestApp;
  let owner: Account;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    // Budgets per address belong to other suites: each test comes from a later hour.
    advanceClock(24 * 3600);
    owner = await app.account();
  });

  async function withTwoFactor(): Promise<Browser> {
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    return browser;
  }

  it('1: the thief of a password cannot make a new secret', async () => {
    await withTwoFactor();
    const thief = await owner.logIn();
    const answer = await thief.post('/2fa/generate');
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'SECOND_FACTOR_REQUIRED' } });
    const turnOn = await thief.post('/2fa/turn-on', { twoFactorAuthenticationCode: '123456' });
    expect(turnOn).toMatchObject({ status: 401, body: { errorCode: 'SECOND_FACTOR_REQUIRED' } });
  });

  it('2: the profile needs the second factor, and holds no secret (ASVS 15.3.1)', async () => {
    const browser = await withTwoFactor();
    const pending = await owner.logIn();
    expect(await pending.get('/authentication')).toMatchObject({ status: 401 });
    const { status, body } = await browser.get('/authentication');
    expect(status).toBe(200);
    const fields = [
      'createdAt',
      'email',
      'id',
      'isEmailVerified',
      'isPasswordLogInEnabled',
      'isTwoFactorAuthenticationEnabled',
      'twoFactorDueAt',
    ];
    expect(Object.keys(body).toSorted()).toEqual(fields);
  });

  it('3: an abandoned new QR code leaves the active authenticator working', async () => {
    const browser = await withTwoFactor();
    const pending = await owner.scan(browser);
    const again = await owner.logIn();
    const withPending = await again.post('/2fa/authenticate', {
      twoFactorAuthenticationCode: await generateCode(pending),
    });
    expect(withPending).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    const withActive = await again.post('/2fa/authenticate', {
      twoFactorAuthenticationCode: await owner.code(),
    });
    expect(withActive.status).toBe(200);
  });

  it('4: a code works once, also the one that turned two-factor authentication on (ASVS 6.5.1)', async () => {
    const browser = await owner.logIn();
    const secret = await owner.scan(browser);
    const twoFactorAuthenticationCode = await generateCode(secret);
    expect((await browser.post('/2fa/turn-on', { twoFactorAuthenticationCode })).status).toBe(200);
    const second = await owner.logIn();
    const replay = await second.post('/2fa/authenticate', { twoFactorAuthenticationCode });
    expect(replay).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    const earlier = await second.post('/2fa/authenticate', {
      twoFactorAuthenticationCode: await generateCode(secret, -1),
    });
    expect(earlier).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
  });

  it('5: codes cannot be guessed without limit', async () => {
    await withTwoFactor();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const statuses: number[] = [];
    for (let logIn = 0; logIn < 3; logIn++) {
      const thief = await owner.logIn();
      for (let guess = 0; guess < 6; guess++) {
        statuses.push((await thief.post('/2fa/authenticate', wrong)).status);
      }
    }
    expect(statuses.slice(0, 12)).toEqual(Array(12).fill(401));
    expect(statuses.slice(12)).toEqual(Array(6).fill(429));
  });

  it('6: a refreshed session keeps its second factor, and a refresh does not give one (ASVS 6.3.4)', async () => {
    const browser = await withTwoFactor();
    expect((await browser.post('/authentication/refresh')).status).toBe(200);
    expect((await browser.get('/authentication')).status).toBe(200);
    const pending = await owner.logIn();
    expect(pending.cookies.has('Refresh')).toBe(false);
    expect((await pending.post('/authentication/refresh')).status).toBe(401);
  });

  it('7: sessions from before two-factor authentication end when it is turned on', async () => {
    const before = await owner.logIn();
    await withTwoFactor();
    expect(await before.get('/authentication')).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
    expect((await before.post('/authentication/refresh')).status).toBe(401);
  });

  it('8: after log-out and after rotation old refresh tokens are dead', async () => {
    const browser = await owner.logIn();
    const beforeRotation = browser.copyOnly('Refresh');
    await browser.post('/authentication/refresh');
    await expectStatus(200, browser.get('/authentication'));
    await letDatabaseTimePass(app.dataSource, 11);
    expect((await beforeRotation.post('/authentication/refresh')).status).toBe(401);
    expect((await browser.post('/authentication/refresh')).status).toBe(401);

    const other = await owner.logIn();
    const beforeLogOut = other.copyOnly('Refresh');
    expect((await other.post('/authentication/log-out')).status).toBe(204);
    expect((await beforeLogOut.post('/authentication/refresh')).status).toBe(401);
  });

  it('9: an access token dies with its session, at once (ASVS 7.4.1)', async () => {
    const browser = await owner.logIn();
    const copied = browser.copyOnly('Authentication');
    expect((await copied.get('/authentication')).status).toBe(200);
    await browser.post('/authentication/log-out');
    expect((await copied.get('/authentication')).status).toBe(401);
  });

  it('10: passwords count to the last character, however their accents are typed (ASVS 6.2.8)', async () => {
    const browser = app.browser();
    const long = `${PHRASE}X and more`;
    const email = `${randomUUID()}@example.com`;
    await browser.post('/authentication/register', { email, password: long });
    const almost = await browser.post('/authentication/log-in', {
      email,
      password: `${PHRASE}Y and more`,
    });
    expect(almost.status).toBe(401);
    expect((await browser.post('/authentication/log-in', { email, password: long })).status).toBe(200);

    const accents = `${randomUUID()}@example.com`;
    await browser.post('/authentication/register', {
      email: accents,
      password: 'caf\u00e9 au lait et croissant',
    });
    const typedApart = { email: accents, password: 'cafe\u0301 au lait et croissant' };
    expect((await browser.post('/authentication/log-in', typedApart)).status).toBe(200);
  });

  it('11: an unknown address costs the same hash as a wrong password, and gets the same answer', async () => {
    const compare = vi.spyOn(app.app.get(PasswordHasher).queue, 'run');
    const browser = app.browser();
    const unknown = await browser.post('/authentication/log-in', {
      email: 'nobody@example.com',
      password: 'wrong',
    });
    expect(compare).toHaveBeenCalledTimes(1);
    const wrong = await browser.post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    expect(compare).toHaveBeenCalledTimes(2);
    expect(unknown.body).toEqual(wrong.body);
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    compare.mockRestore();
  });

  it('12: cookies are HttpOnly and SameSite; foreign sites and their forms are refused; refresh is no GET', async () => {
    const browser = app.browser();
    const { cookies } = await browser.post('/authentication/log-in', {
      email: owner.email,
      password: owner.password,
    });
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      'Authentication',
      'Refresh',
      'KnownBrowser',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    }
    const foreign = await browser.post('/authentication/log-out', {}, { origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, body: { errorCode: 'CROSS_ORIGIN_REQUEST' } });
    const form = await fetch(`${app.url}/authentication/log-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: owner.email, password: owner.password }),
    });
    expect(form.status).toBe(415);
    expect((await browser.get('/authentication/refresh')).status).toBe(404);
    expect((await browser.get('/authentication')).status).toBe(200);
  });

  it.each([{}, [], 12, null, true, ''])('13: a password that is %j is a bad request', async (password) => {
    const answer = await app.browser().post('/authentication/log-in', { email: owner.email, password });
    expect(answer).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
  });

  it('14: one code sent 50 times at once is accepted once', async () => {
    await withTwoFactor();
    const browsers: Browser[] = [];
    for (let index = 0; index < 50; index++) {
      // One after the other: one account has a share of the queue of hashes only.
      browsers.push(await owner.logIn());
    }
    const twoFactorAuthenticationCode = await owner.code();
    const answers = await Promise.all(
      browsers.map((browser) => browser.post('/2fa/authenticate', { twoFactorAuthenticationCode })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // 503 is said to who would have had to wait too long, on a busy machine.
    expect(answers.filter(({ status }) => ![200, 401, 429, 503].includes(status))).toEqual([]);
  });

  it('15: the token is pinned in every way, and a short secret is refused', async () => {
    const browser = await owner.logIn();
    const token = browser.cookies.get('Authentication') as string;
    const { sub, sid } = jsonwebtoken.decode(token) as { sub: string; sid: string };
    const forged = jsonwebtoken.sign({ sub, sid }, 'a-key-for-access-tokens-in-tests-only', {
      algorithm: 'HS512',
      keyid: 'k1',
      expiresIn: 300,
    });
    const forger = app.browser();
    forger.cookies.set('Authentication', forged);
    expect((await forger.get('/authentication')).status).toBe(401);
    const short = { ...testKeys, JWT_ACCESS_TOKEN_SECRET: 'short' };
    expect(() => parseEnvironment(short)).toThrow(/^JWT_ACCESS_TOKEN_SECRET .*shorter than 32 bytes/);
  });

  it('16: the secret does not stand in clear in any table', async () => {
    await withTwoFactor();
    const rows = await app.dataSource.query(`SELECT t::text AS row FROM totp_authenticators t`);
    expect(rows.map(({ row }: { row: string }) => row).join()).toContain('v1.k1.');
    expect(rows.map(({ row }: { row: string }) => row).join()).not.toContain(owner.secret);
  });

  it('17: the QR code is a picture to whoever asks', async () => {
    const browser = await owner.logIn();
    const { status, headers, body } = await browser.post('/2fa/generate');
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('image/png');
    expect((body as Buffer).subarray(1, 4).toString()).toBe('PNG');
  });
});
