import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { stat } from 'node:fs/promises';
import bcrypt from 'bcrypt';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../../src/crypto/password-hasher.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { expectUnavailable } from '../../support/outage.js';
import { TestApp } from '../../support/test-app.js';

vi.setConfig({ testTimeout: 60_000 });

/** More than may be hashed and wait; each from an address of its own, which is none of the limits' business. */
const LOG_INS = 120;

let app: TestApp;
let owner: Account;
let browser: Browser;

beforeAll(async () => {
  // Hashes of some 70 ms: the queue takes seconds to drain.
  app = await TestApp.start({ BCRYPT_COST: '10', TRUSTED_PROXIES: '127.0.0.1' });
  owner = await app.account();
  browser = await owner.logIn();
  await expectStatus(200, browser.get('/authentication'));
});
afterAll(() => app.stop());

it('a storm of log-ins is turned away over the limit at once, holds nobody else up, and passes (ASVS 15.2.2)', async () => {
  const answers: Answer[] = [];
  const storm = Promise.all(
    Array.from({ length: LOG_INS }, async (_, index) => {
      const stranger = app.browser({ 'x-forwarded-for': `198.51.100.${index}` });
      const body = { email: `nobody-${index}@example.com`, password: PASSWORD };
      answers.push(await stranger.post('/authentication/log-in', body));
    }),
  );
  const turnedAway = () => answers.filter(({ status }) => status === 503);
  await vi.waitUntil(() => turnedAway().length > 0, { timeout: 20_000, interval: 5 });

  // Guarded requests need no turn: if they had to wait for one each, the storm would be over before they are.
  for (let times = 0; times < 70; times++) {
    await expectStatus(200, browser.get('/authentication'));
  }
  expect(answers.length).toBeLessThan(LOG_INS);

  await storm;
  turnedAway().forEach(expectUnavailable);
  const evaluated = answers.filter(({ status }) => status === 401);
  expect(evaluated.length).toBe(LOG_INS - turnedAway().length);
  // Fewer than the 64 places on a machine so busy that the last of them would wait too long.
  expect(evaluated.length).toBeGreaterThanOrEqual(20);
  await owner.logIn();
});

it('90 right log-ins of one account at once leave room for the log-ins of others', async () => {
  const flooder = await app.account();
  const body = { email: flooder.email, password: flooder.password };
  const flood = Array.from({ length: 90 }, (_, index) =>
    app.browser({ 'x-forwarded-for': `198.51.100.${index}` }).post('/authentication/log-in', body),
  );
  await vi.waitUntil(() => app.app.get(PasswordHasher).waiting > 10, { timeout: 20_000, interval: 1 });
  await owner.logIn({ browser: app.browser({ 'x-forwarded-for': '203.0.113.1' }) });
  const answers = await Promise.all(flood);
  const turnedAway = answers.filter(({ status }) => status === 503);
  expect(turnedAway.length).toBeGreaterThan(0);
  turnedAway.forEach(expectUnavailable);
  expect(answers.filter(({ status }) => status === 200).length + turnedAway.length).toBe(90);
});

it('no password is checked for who has hung up', async () => {
  const hasher = app.app.get(PasswordHasher);
  const compare = vi.spyOn(bcrypt, 'compare');
  const body = JSON.stringify({ email: owner.email, password: owner.password });
  const headers = { 'content-type': 'application/json' };
  const impatient = new AbortController();
  const requests = Array.from({ length: 30 }, () =>
    fetch(`${app.url}/authentication/log-in`, { method: 'POST', headers, body, signal: impatient.signal }),
  );
  await vi.waitUntil(() => hasher.waiting > 10, { timeout: 20_000, interval: 1 });
  impatient.abort();
  expect((await Promise.allSettled(requests)).every(({ status }) => status === 'rejected')).toBe(true);
  await vi.waitUntil(() => hasher.waiting === 0, { timeout: 20_000, interval: 5 });
  expect(compare.mock.calls.length).toBeLessThan(20);
  compare.mockRestore();
});

it('files and names find a thread of their own, however many hashes wait for one (ASVS 15.4.4)', async () => {
  const hasher = app.app.get(PasswordHasher);
  let done = 0;
  const hashes = Array.from({ length: 40 }, async () => {
    await hasher.hash(PASSWORD, randomUUID());
    done++;
  });
  // If each had to wait for a hash to end, nearly all of these would have ended.
  for (let times = 0; times < 100; times++) {
    await stat(app.dataDirectory);
  }
  await lookup('localhost');
  expect(done).toBeLessThan(hashes.length / 2);
  await Promise.all(hashes);
});
