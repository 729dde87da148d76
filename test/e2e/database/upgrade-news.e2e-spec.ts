import { createLocalJWKSet, jwtVerify } from 'jose';
import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { logInByPasskey } from '../../support/passkeys.js';
import {
  createRecordedDatabase,
  recordedBrowser,
  type RecordedNews,
  recordedRelease,
} from '../../support/recorded-release.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import { TestApp } from '../../support/test-app.js';
import type { TestDatabase } from '../../support/test-database.js';

const RELEASE = '0.2.0';
const PUBLIC_URL = 'http://localhost:3987';
const { accounts: all, keys, recordedAt } = recordedRelease(RELEASE);
const accounts = all as typeof all & RecordedNews;

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(recordedAt) + 60_000 });
  database = await createRecordedDatabase(RELEASE);
  app = await TestApp.start({
    ...keys,
    DATABASE_URL: database.url,
    PUBLIC_URL,
    REGISTRATION: 'invite',
    TOKEN_AUDIENCES: accounts.grouped.audience,
  });
});
afterAll(async () => {
  vi.useRealTimers();
  await app.stop();
  await database.drop();
});

const stranger = (): Browser => recordedBrowser(app.url, RELEASE, {});

it('who had two apps logs in with either', async () => {
  const { email, password, secret, secondSecret } = accounts.severalApps;
  for (const one of [secret, secondSecret]) {
    const browser = stranger();
    await expectStatus(200, browser.post('/authentication/log-in', { email, password }));
    const twoFactorAuthenticationCode = await generateCode(one);
    await expectStatus(200, browser.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
  }
});

it('who had a passkey logs in with it', async () => {
  const { id, userHandle, privateKey } = accounts.passkey.passkey;
  const device = new SoftAuthenticator(PUBLIC_URL);
  const signedBy = createPrivateKey({ key: privateKey, format: 'jwk' });
  device.userHandle = userHandle;
  const browser = stranger();
  await expectStatus(200, logInByPasskey(browser, device, { id, signedBy }));
  expect((await browser.get('/authentication')).body.email).toBe(accounts.passkey.email);
});

it('a token that was made before is still verified, and a new one has the same groups and key', async () => {
  const { email, password, groups, audience, token } = accounts.grouped;
  const browser = stranger();
  await expectStatus(200, browser.post('/authentication/log-in', { email, password }));
  const { body } = await expectStatus(200, browser.post('/authentication/token', { audience }));
  const jwks = createLocalJWKSet((await browser.get('/.well-known/jwks.json')).body);
  for (const one of [token, body.token]) {
    const { payload } = await jwtVerify(one, jwks, { issuer: PUBLIC_URL, audience, currentDate: new Date() });
    expect(payload).toMatchObject({ groups });
  }
});

it('who was invited makes the account', async () => {
  const { email, password, invitation } = accounts.invited;
  await expectStatus(403, stranger().post('/authentication/register', { email, password }));
  await expectStatus(201, stranger().post('/authentication/register', { email, password, invitation }));
});
