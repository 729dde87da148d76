import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HousekeepingService } from '../../../src/maintenance/housekeeping.service.js';
import { KeyRotationService } from '../../../src/maintenance/key-rotation.service.js';
import type { Account } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp, testKeys } from '../../support/test-app.js';
import { advanceClock, freezeClock, secondsNow } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { AUDIENCE } from '../../support/test-environment.js';
import { accountWithTwoFactor } from '../../support/two-factor-account.js';

const DAY = 24 * 3600;
const ISSUER = 'http://localhost:3000';

let database: TestDatabase;
let app: TestApp;
let owner: Account;

beforeAll(async () => {
  freezeClock();
  database = await createTestDatabase();
  app = await TestApp.start({ DATABASE_URL: database.url });
  owner = await app.account();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
  vi.useRealTimers();
});

const jwks = async (of = app) => (await of.browser().get('/.well-known/jwks.json')).body;
const kids = async (of = app) => (await jwks(of)).keys.map(({ kid }: { kid: string }) => kid);
const kidOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

async function tokenFor(browser: Browser, audience = AUDIENCE): Promise<string> {
  const answer = await browser.post('/authentication/token', { audience });
  expect(answer.status).toBe(200);
  return answer.body.token;
}

/** As a service does it. */
const verify = async (token: string, keys?: object) =>
  jwtVerify(token, createLocalJWKSet((keys ?? (await jwks())) as never), {
    issuer: ISSUER,
    audience: AUDIENCE,
    algorithms: ['ES256'],
    currentDate: new Date(),
  });

describe('a token for another service', () => {
  it('says who it is, and is verified by the public keys', async () => {
    const browser = await owner.logIn();
    const { body: user } = await browser.get('/authentication');
    const answer = await browser.post('/authentication/token', { audience: AUDIENCE });
    expect(answer).toMatchObject({ status: 200, body: { expiresIn: 300 } });
    const { payload, protectedHeader } = await verify(answer.body.token);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: (await kids())[0] });
    expect(payload).toEqual({
      iss: ISSUER,
      aud: AUDIENCE,
      sub: user.id,
      email: owner.email,
      email_verified: false,
      groups: [],
      amr: ['pwd'],
      auth_time: secondsNow(),
      iat: secondsNow(),
      exp: secondsNow() + 300,
    });
  });

  it('is verified by openssl, too', async () => {
    const [header, payload, signature = ''] = (await tokenFor(await owner.logIn())).split('.');
    const directory = await mkdtemp(join(tmpdir(), 'twofold-openssl-'));
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(join(directory, name), content);
      return join(directory, name);
    };
    try {
      const key = createPublicKey({ key: (await jwks()).keys[0], format: 'jwk' });
      const output = execFileSync('openssl', [
        'dgst',
        '-sha256',
        '-verify',
        file('key.pem', key.export({ type: 'spki', format: 'pem' })),
        '-signature',
        file('signature', derOf(Buffer.from(signature, 'base64url'))),
        file('text', `${header}.${payload}`),
      ]);
      expect(output.toString()).toBe('Verified OK\n');
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('is made for services of TOKEN_AUDIENCES only (ASVS 9.2.4)', async () => {
    const browser = await owner.logIn();
    for (const audience of ['https://other.example', `${AUDIENCE}/`, ISSUER, '', [AUDIENCE]]) {
      const { status, body } = await browser.post('/authentication/token', { audience });
      expect([status, body.errorCode]).toEqual([400, 'VALIDATION_FAILED']);
    }
  });

  it('is for who is logged in with all factors, and says which', async () => {
    expect((await app.browser().post('/authentication/token', { audience: AUDIENCE })).status).toBe(401);
    const account = await accountWithTwoFactor(app);
    advanceClock(60);
    const pending = await account.logIn();
    expect(await pending.post('/authentication/token', { audience: AUDIENCE })).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await account.code() });
    const { payload } = await verify(await tokenFor(pending));
    expect(payload['amr']).toEqual(expect.arrayContaining(['pwd', 'otp', 'mfa']));
  });

  it('opens nothing here (ASVS 9.2.2)', async () => {
    const browser = app.browser();
    browser.cookies.set('Authentication', await tokenFor(await owner.logIn()));
    expect((await browser.get('/authentication')).status).toBe(401);
  });
});

describe('the keys', () => {
  it('are public, and only their public half', async () => {
    const answer = await app.browser().get('/.well-known/jwks.json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    for (const key of answer.body.keys) {
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });

  it('follow one another: published ten minutes before, and a day after, on all copies of the server (ASVS 11.2.2)', async () => {
    const other = await TestApp.start({ DATABASE_URL: database.url });
    try {
      // Both at once: one of them makes the first.
      const [first] = await Promise.all([kids(), kids(other)]);
      expect(await kids(other)).toEqual(first);
      const keep = (of = app) => of.app.get(HousekeepingService).run();
      advanceClock(30 * DAY - 61);
      await keep();
      expect(await kids()).toEqual(first);

      advanceClock(61);
      await Promise.all([keep(), keep(other)]);
      advanceClock(61);
      const both = await kids();
      expect(both).toHaveLength(2);
      expect(await kids(other)).toEqual(both);
      const old = await tokenFor(await owner.logIn());
      expect(kidOf(old)).toBe(first[0]);

      advanceClock(600);
      const next = await tokenFor(await owner.logIn());
      expect(kidOf(next)).toBe(both.find((kid: string) => kid !== first[0]));
      await verify(next, await jwks(other));
      await keep();
      expect(await kids()).toEqual(both);

      advanceClock(DAY + 61);
      await keep();
      expect(await kids()).toEqual([kidOf(next)]);
    } finally {
      await other.stop();
    }
  });

  // Last: after it the database has rows that the first copy cannot read.
  it('are stored encrypted, and key rotation renews that', async () => {
    const stored = () => app.dataSource.query('SELECT private_key FROM signing_keys');
    expect((await stored())[0].private_key).toMatch(/^v1\.k1\./);
    expect(JSON.stringify(await stored())).not.toContain('"d"');
    // As if it ran no more: what it does not know, no other copy would use.
    await app.dataSource.query('DELETE FROM running_copies');
    const newKey = 'k2:the-key-for-encryption-from-now-on-in-tests';
    const rotated = await TestApp.start({
      DATABASE_URL: database.url,
      ENCRYPTION_KEYS: `${newKey},${testKeys.ENCRYPTION_KEYS}`,
    });
    try {
      await rotated.app.get(KeyRotationService).rotate();
      expect((await stored())[0].private_key).toMatch(/^v1\.k2\./);
      expect(await kids(rotated)).toEqual(await kids());
    } finally {
      await app.dataSource.query('DELETE FROM signing_keys');
      await rotated.stop();
      advanceClock(61);
    }
  });
});

/** RFC 7518 section 3.4 is the two numbers side by side; openssl wants them in DER. */
function derOf(signature: Buffer): Buffer {
  const numbers = [signature.subarray(0, 32), signature.subarray(32)].map((number) => {
    const shortest = number.subarray(number.findIndex((byte) => byte !== 0));
    const positive = (shortest[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), shortest]) : shortest;
    return Buffer.concat([Buffer.of(2, positive.length), positive]);
  });
  const body = Buffer.concat(numbers);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
