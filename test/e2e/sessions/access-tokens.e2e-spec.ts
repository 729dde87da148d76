import { generateKeyPairSync, randomUUID } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Claims, claimsOf, forge } from '../../support/access-token.js';
import type { Account } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp, testKeys } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';

const oldKey = testKeys.JWT_ACCESS_TOKEN_SECRET.slice('k1:'.length);
const newKey = 'the-key-for-access-tokens-from-now-on-in-tests';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a forged access token (ASVS 7.2.1, 9.2.1)', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;
  let stranger: Browser;
  let claims: Claims;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start({ JWT_ACCESS_TOKEN_SECRET: `k2:${newKey},k1:${oldKey}` });
    owner = await app.account();
    browser = await owner.logIn();
    stranger = await (await app.account()).logIn();
    claims = claimsOf(browser);
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });

  it('differs from a real one, whose claims name nobody', () => {
    expect(claims).toEqual({
      sub: expect.stringMatching(/^[\da-f-]{36}$/),
      sid: expect.stringMatching(/^[\da-f-]{36}$/),
      rotation: 0,
      isSecondFactorAuthenticated: false,
      amr: ['pwd'],
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 300,
      iss: 'http://localhost:3000',
      aud: 'http://localhost:3000',
    });
  });

  async function present(token: string): Promise<number> {
    const forger = app.browser();
    forger.cookies.set('Authentication', token);
    const { status, body } = await forger.get('/authentication');
    expect(status === 200 || body.errorCode === 'NOT_AUTHENTICATED').toBe(true);
    return status;
  }

  it('can be made here: with the right key and claims it is let in, by the new key and by the one before', async () => {
    expect(await present(forge(claims))).toBe(200);
    expect(await present(forge(claims, { kid: 'k2' }, newKey))).toBe(200);
    const { header } =
      jsonwebtoken.decode(browser.cookies.get('Authentication') ?? '', { complete: true }) ?? {};
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: 'k2' });
  });

  it.each(['none', 'None', 'NONE', 'nOnE', ''])(
    'of the algorithm "%s" is refused (ASVS 9.1.2)',
    async (alg) => {
      const unsigned = `${encode({ alg, typ: 'at+jwt', kid: 'k1' })}.${encode(claims)}`;
      const { 2: signature = '' } = forge(claims).split('.');
      expect(await present(`${unsigned}.`)).toBe(401);
      expect(await present(unsigned)).toBe(401);
      expect(await present(`${unsigned}.${signature}`)).toBe(401);
    },
  );

  it.each(['HS384', 'HS512'])('of the algorithm %s is refused, though the key is right', async (alg) => {
    expect(await present(forge(claims, { alg }))).toBe(401);
  });

  it.each(['RS256', 'PS256', 'ES256'])('of the algorithm %s is refused', async (alg) => {
    const { privateKey } =
      alg === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    const header = { alg, typ: 'at+jwt', kid: 'k1' };
    const token = jsonwebtoken.sign({ ...claims }, privateKey, {
      algorithm: alg as jsonwebtoken.Algorithm,
      header,
    });
    expect(await present(token)).toBe(401);
    const relabelled = [encode(header), ...forge(claims).split('.').slice(1)].join('.');
    expect(await present(relabelled)).toBe(401);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another audience', { aud: 'https://elsewhere.example.com' }],
    ['no audience', { aud: undefined }],
    ['another issuer', { iss: 'https://elsewhere.example.com' }],
    ['no issuer', { iss: undefined }],
    ['an issuer among others', { iss: ['http://localhost:3000', 'x'] }],
    ['no expiry', { exp: undefined }],
    ['an expiry that is past', { exp: 1 }],
    ['a session that is none', { sid: randomUUID() }],
    ['a session that is no id', { sid: "' OR 1=1 --" }],
    ['no session', { sid: undefined }],
    ['a list of sessions', { sid: [randomUUID()] }],
    ['another user', { sub: randomUUID() }],
    ['no user', { sub: undefined }],
    ['no time of issue', { iat: undefined }],
  ])('with %s is refused (ASVS 9.2.1, 9.2.3)', async (_, changes) => {
    expect(await present(forge({ ...claims, ...changes }))).toBe(401);
  });

  it('with an expiry that is text, a fraction or not before later is refused', async () => {
    expect(await present(forge({ ...claims, exp: String(claims.exp) }))).toBe(401);
    expect(await present(forge({ ...claims, exp: claims.exp + 0.5 }))).toBe(401);
    expect(await present(forge({ ...claims, nbf: claims.exp }))).toBe(401);
    expect(await present(forge({ ...claims }))).toBe(200);
  });

  it("with the user of one session and another's session is refused", async () => {
    expect(await present(forge({ ...claims, sid: claimsOf(stranger).sid }))).toBe(401);
    expect(await present(forge({ ...claims, sub: claimsOf(stranger).sub }))).toBe(401);
  });

  it.each<[string, Record<string, unknown>]>([
    ['type JWT', { typ: 'JWT' }],
    ['type AT+JWT', { typ: 'AT+JWT' }],
    ['no type', { typ: undefined }],
    ['an unknown key id', { kid: 'k3' }],
    ['the key id __proto__', { kid: '__proto__' }],
    ['the key id of a file', { kid: '../../../../dev/null' }],
    ['a key id that is a list', { kid: ['k1'] }],
    ['no key id', { kid: undefined }],
    ["the other key's id", { kid: 'k2' }],
    ['a critical extension', { crit: ['exp'] }],
    ['a key of its own', { jwk: { kty: 'oct', k: 'AAAA' } }],
    ['a place to fetch the key from', { jku: 'https://evil.example/keys' }],
    ['unencoded payload', { b64: false }],
  ])('with the header: %s is refused (ASVS 9.1.3, 9.2.2)', async (_, changes) => {
    expect(await present(forge(claims, changes))).toBe(401);
  });

  it('that was changed after signing is refused (ASVS 9.1.1)', async () => {
    const [header, payload, signature = ''] = forge(claims).split('.');
    const other = encode({ ...claims, isSecondFactorAuthenticated: true });
    expect(await present(`${header}.${other}.${signature}`)).toBe(401);
    expect(await present(`${header}.${payload}.${signature.slice(0, -2)}`)).toBe(401);
    expect(await present(`${header}.${payload}.`)).toBe(401);
    expect(await present(`${header}.${payload}.${signature}.${signature}`)).toBe(401);
  });

  it.each([
    'x',
    '..',
    '{}',
    'null.null.null',
    'bnVsbA.bnVsbA.bnVsbA',
    'j:{"a":1}',
    's:x.y',
    'é.é.é',
    'x'.repeat(8000),
  ])('that is none (%s) is refused (ASVS 1.5.2)', async (token) => {
    expect(await present(encodeURIComponent(token))).toBe(401);
  });

  it('is taken from the cookie only: not from a header, a query or a body (ASVS 14.2.1)', async () => {
    const token = forge(claims);
    const bare = app.browser();
    const bearer = await bare.get('/authentication', { headers: { authorization: `Bearer ${token}` } });
    const query = await bare.get(`/authentication?access_token=${token}&Authentication=${token}`);
    const header = await bare.get('/authentication', { headers: { authentication: token } });
    const body = await bare.post('/2fa/authenticate', { access_token: token, Authentication: token });
    expect([bearer.status, query.status, header.status, body.status]).toEqual([401, 401, 401, 401]);
  });

  it('says in vain that the second factor was proved: the row is the truth', async () => {
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn();
    const token = forge({
      ...claimsOf(pending),
      isSecondFactorAuthenticated: true,
      amr: ['pwd', 'otp', 'mfa'],
    });
    pending.cookies.set('Authentication', token);
    expect(await pending.get('/authentication')).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
  });
});
