import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const DAY = 24 * 3600;
const LIFETIME = 10 * DAY;

beforeAll(() => freezeClock());
afterAll(() => void vi.useRealTimers());

describe('a trusted device', () => {
  let app: TestApp;
  let owner: Account;
  /** Where the owner is logged in with both factors, and which is trusted. */
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start({ TRUSTED_DEVICE_LIFETIME: String(LIFETIME) });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    advanceClock(20 * DAY);
    owner = await accountWithTwoFactor();
    browser = await owner.logInWithCode({ trustDevice: true });
  });

  async function accountWithTwoFactor(): Promise<Account> {
    const account = await app.account();
    await account.turnTwoFactorOn(await account.logIn());
    advanceClock(60);
    return account;
  }

  const tokenOf = (from: Browser) => from.cookies.get('TrustedDevice') ?? '';

  /** Whether the password alone is enough there, as if the browser had been closed in between. */
  async function isTrusted(there: Browser, account = owner): Promise<boolean> {
    there.cookies.delete('Authentication');
    there.cookies.delete('Refresh');
    const body = { email: account.email, password: account.password };
    const answer = await expectStatus(200, there.post('/authentication/log-in', body));
    return answer.body.isSecondFactorRequired !== true;
  }

  it('is asked for the password only, and its token is another one after each use', async () => {
    const [stolen, tokens] = [browser.copyOnly('TrustedDevice'), [tokenOf(browser)]];
    for (let use = 0; use < 3; use++) {
      expect(await isTrusted(browser)).toBe(true);
      expect((await browser.get('/authentication')).status).toBe(200);
      tokens.push(tokenOf(browser));
    }
    expect(new Set(tokens).size).toBe(4);
    expect(await isTrusted(stolen)).toBe(false);
    expect(
      (await app.browser().post('/authentication/log-in', { email: owner.email, password: owner.password }))
        .body,
    ).toEqual({ isSecondFactorRequired: true, methods: ['totp', 'backup-code'] });
  });

  it('is its own wish only: without trustDevice there is no such cookie', async () => {
    advanceClock(60);
    const other = await owner.logInWithCode();
    expect(other.cookies.has('TrustedDevice')).toBe(false);
  });

  it('still needs the right password', async () => {
    const answer = await browser.post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } });
  });

  it('never counts as a fresh proof of the second factor', async () => {
    expect(await isTrusted(browser)).toBe(true);
    expect(claimsOf(browser)).toMatchObject({ amr: ['pwd'] });
    const answer = await browser.post('/2fa/turn-off', { twoFactorAuthenticationCode: await owner.code() });
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'REAUTHENTICATION_REQUIRED' } });
    const password = { password: owner.password };
    expect(await browser.post('/authentication/reauthenticate', password)).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
  });

  it('is trusted for TRUSTED_DEVICE_LIFETIME from the first day, however often it is used', async () => {
    advanceClock(LIFETIME - 61);
    expect(await isTrusted(browser)).toBe(true);
    advanceClock(61);
    expect(await isTrusted(browser)).toBe(false);
  });

  it('of two people: they do not disturb each other', async () => {
    const other = await accountWithTwoFactor();
    await other.logInWithCode({ browser, trustDevice: true });
    expect(await isTrusted(browser, owner)).toBe(true);
    expect(await isTrusted(browser, other)).toBe(true);
    expect(await isTrusted(browser, owner)).toBe(true);
    const stranger = await accountWithTwoFactor();
    expect(await isTrusted(browser, stranger)).toBe(false);
    expect(await isTrusted(browser, other)).toBe(true);
  });

  it('of two people: dead tokens in the cookie never push out a living one', async () => {
    const living = tokenOf(browser);
    for (let time = 0; time < 6; time++) {
      const other = await accountWithTwoFactor();
      const session = await other.logInWithCode({
        browser: browser.copyOnly('TrustedDevice'),
        trustDevice: true,
      });
      browser.cookies.set('TrustedDevice', tokenOf(session));
      await expectStatus(204, session.delete('/account', { password: other.password }));
    }
    expect(tokenOf(browser)).toContain(living);
    expect(await isTrusted(browser)).toBe(true);
  });

  const code = async () => ({ twoFactorAuthenticationCode: await owner.code() });
  it.each<[string, (owning: Browser) => Promise<unknown>]>([
    ['a new authenticator', (owning) => owner.turnTwoFactorOn(owning)],
    ['new backup codes', async (owning) => expectStatus(201, owning.post('/2fa/backup-codes', await code()))],
    [
      'two-factor authentication turned off and on again',
      async (owning) => {
        await expectStatus(204, owning.post('/2fa/turn-off', await code()));
        advanceClock(60);
        await owner.turnTwoFactorOn(owning);
      },
    ],
  ])('is trusted no longer after %s', async (_, change) => {
    advanceClock(60);
    const owning = await owner.logInWithCode();
    advanceClock(60);
    await change(owning);
    advanceClock(60);
    expect(await isTrusted(browser)).toBe(false);
    expect((await expectStatus(200, owning.get('/2fa/trusted-devices'))).body).toEqual([]);
  });

  it('is listed without its token, and can be revoked by its owner (ASVS 6.5.6)', async () => {
    const { body } = await expectStatus(200, browser.get('/2fa/trusted-devices'));
    expect(body).toEqual([
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        createdAt: new Date().toISOString(),
        lastUsedAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + LIFETIME * 1000).toISOString(),
        ip: '127.0.0.1',
        userAgent: 'node',
        isCurrent: true,
      },
    ]);
    advanceClock(60);
    const other = await owner.logInWithCode();
    expect((await other.get('/2fa/trusted-devices')).body).toMatchObject([{ isCurrent: false }]);
    const { id } = body[0];
    const stranger = await (await app.account()).logIn();
    const theirs = await stranger.delete(`/2fa/trusted-devices/${id}`);
    expect(theirs).toMatchObject({ status: 404, body: { errorCode: 'NOT_FOUND' } });
    expect((await browser.delete(`/2fa/trusted-devices/${randomUUID()}`)).body).toEqual(theirs.body);
    await expectStatus(204, browser.delete(`/2fa/trusted-devices/${id}`));
    expect(await isTrusted(browser)).toBe(false);
    const events = await app.securityEvents(owner);
    expect(events.filter((type) => type.startsWith('trusted_device'))).toEqual([
      'trusted_device_added',
      'trusted_device_revoked',
    ]);
  });

  it('has a cookie that nobody can make up', async () => {
    const [row] = await app.dataSource.query(`SELECT encode(token_hash, 'hex') AS hash FROM trusted_devices`);
    for (const token of [
      'x',
      row.hash as string,
      '.'.repeat(100),
      `${'x'.repeat(43)}.${'y'.repeat(43)}`,
      'j:{"a":1}',
    ]) {
      browser.cookies.set('TrustedDevice', encodeURIComponent(token));
      expect(await isTrusted(browser)).toBe(false);
    }
  });

  it('is used by one of several who send the same token at once', async () => {
    const copies = Array.from({ length: 5 }, () => browser.copyOnly('TrustedDevice'));
    const trusted = await Promise.all(copies.map((copy) => isTrusted(copy)));
    expect(trusted.filter(Boolean)).toHaveLength(1);
  });
});

it('with TRUSTED_DEVICE_LIFETIME=0 there are no trusted devices, not even those from before', async () => {
  const app = await TestApp.start({ TRUSTED_DEVICE_LIFETIME: '0' });
  const owner = await app.account();
  await owner.turnTwoFactorOn(await owner.logIn());
  const browser = await owner.logInWithCode({ trustDevice: true });
  expect(browser.cookies.has('TrustedDevice')).toBe(false);
  await app.dataSource.query(
    `INSERT INTO trusted_devices (user_id, token_hash, created_at, last_used_at, expires_at, ip, user_agent)
     SELECT id, sha256('token'), now(), now(), now() + interval '100 years', '', '' FROM users`,
  );
  const before = app.browser();
  before.cookies.set('TrustedDevice', 'token');
  const body = { email: owner.email, password: owner.password };
  expect((await before.post('/authentication/log-in', body)).body.isSecondFactorRequired).toBe(true);
  await app.stop();
});
