import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialVerifier } from '../../../src/two-factor/passkeys/credential-verifier.service.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { logInByPasskey, ORIGIN, register, spentChallenges, wrongPasskey } from '../../support/passkeys.js';
import { cbor, type Lies, SoftAuthenticator } from '../../support/soft-authenticator.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

let app: TestApp;
let owner: Account;
let browser: Browser;
let passkey: SoftAuthenticator;

useTestApp((started) => (app = started));
beforeEach(async () => {
  advanceClock(3600);
  owner = await app.verifiedAccount();
  browser = await owner.logIn();
  passkey = new SoftAuthenticator(ORIGIN);
});

const me = async (of: Browser) => (await expectStatus(200, of.get('/authentication'))).body;

describe('adding a passkey', () => {
  it('gives options for a discoverable credential with user verification, without what the account has', async () => {
    await expectStatus(201, register(browser, passkey));
    const { body } = await expectStatus(200, browser.post('/passkeys/options'));
    const { id } = await me(browser);
    expect(body).toEqual({
      rp: { id: 'localhost', name: 'Twofold' },
      user: {
        id: Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'),
        name: owner.email,
        displayName: owner.email,
      },
      challenge: expect.stringMatching(/^[\w-]{48}$/),
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
      timeout: 300_000,
      attestation: 'none',
      excludeCredentials: [
        { id: passkey.id.toString('base64url'), type: 'public-key', transports: ['internal', 'hybrid'] },
      ],
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      extensions: { credProps: true },
    });
  });

  it.each(['ES256', 'EdDSA', 'RS256'] as const)('takes %s, with the name of its model', async (algorithm) => {
    const aaguid = Buffer.from('fbfc3007154e4ecc8c0b6e020557d7bd', 'hex');
    const key = new SoftAuthenticator(ORIGIN, algorithm, { backupEligible: true, backedUp: true, aaguid });
    const { body } = await expectStatus(201, register(browser, key));
    expect(body).toEqual({
      id: expect.any(String),
      credentialId: key.id.toString('base64url'),
      name: 'Apple Passwords',
      createdAt: new Date().toISOString(),
      lastUsedAt: null,
      isBackedUp: true,
      transports: ['internal', 'hybrid'],
    });
    const answer = await expectStatus(200, logInByPasskey(app.browser(), key));
    expect(answer.body.email).toBe(owner.email);
  });

  it('calls one of no known model "Passkey", or as its owner does', async () => {
    expect((await register(browser, passkey)).body.name).toBe('Passkey');
    const { body: options } = await browser.post('/passkeys/options');
    const response = new SoftAuthenticator(ORIGIN).create(options);
    const { body } = await expectStatus(201, browser.post('/passkeys', { response, name: '  My phone ' }));
    expect(body.name).toBe('My phone');
  });

  it('takes self-signed attestation of the key itself', async () => {
    await expectStatus(201, register(browser, passkey, { format: 'packed' }));
  });

  const stranger = new SoftAuthenticator(ORIGIN).keys.privateKey;
  it.each<[string, Lies]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another relying party', { rpId: 'evil.example' }],
    ['in a frame of another site', { crossOrigin: true }],
    ['with a top origin', { topOrigin: 'http://localhost:3000' }],
    ['that is a log-in', { type: 'webauthn.get' }],
    ['without user verification', { userVerified: false }],
    ['without a user', { userPresent: false }],
    ['backed up though it cannot be', { backedUp: true }],
    ['with certificates', { format: 'packed', certificates: [Buffer.from('certificate')] }],
    ['of an unknown format', { format: 'fido-u2f' }],
    ['self-signed by another key', { format: 'packed', signedBy: stranger }],
    ['self-signed with another algorithm', { format: 'packed', attestationAlgorithm: -257 }],
    ['with an id that is not its own', { id: 'AAAA' }],
  ])('refuses one %s, and its challenge is spent', async (_, lies) => {
    const { body: options } = await browser.post('/passkeys/options');
    const before = await spentChallenges(app);
    expect(await browser.post('/passkeys', { response: passkey.create(options, lies) })).toMatchObject(
      wrongPasskey,
    );
    expect(await spentChallenges(app)).toBe(before + 1);
    expect(await browser.post('/passkeys', { response: passkey.create(options) })).toMatchObject(
      wrongPasskey,
    );
    expect((await browser.get('/passkeys')).body.passkeys).toEqual([]);
  });

  it('refuses an algorithm that was not asked for', async () => {
    expect(await register(browser, new SoftAuthenticator(ORIGIN, 'ES384'))).toMatchObject(wrongPasskey);
  });

  it('refuses a challenge that is not of this session, not of this kind, or five minutes old', async () => {
    const other = await owner.logIn();
    const { body: foreign } = await other.post('/passkeys/options');
    expect(await browser.post('/passkeys', { response: passkey.create(foreign) })).toMatchObject(
      wrongPasskey,
    );
    const { body: assertionOptions } = await browser.post('/authentication/passkey/options');
    const { body: options } = await browser.post('/passkeys/options');
    const mixed = { ...options, challenge: assertionOptions.challenge };
    expect(await browser.post('/passkeys', { response: passkey.create(mixed) })).toMatchObject(wrongPasskey);
    advanceClock(299);
    const late = await browser.post('/passkeys/options');
    await expectStatus(201, browser.post('/passkeys', { response: passkey.create(options) }));
    advanceClock(1);
    expect(late.status).toBe(200);
    const { body: old } = await (await owner.logIn()).post('/passkeys/options');
    expect(old.challenge).toBeDefined();
  });

  it('refuses what is no credential as a bad request, which spends nothing', async () => {
    const { body: options } = await browser.post('/passkeys/options');
    const right = passkey.create(options);
    const before = await spentChallenges(app);
    const { response } = right;
    for (const broken of [
      undefined,
      null,
      'text',
      [],
      {},
      { ...right, id: 7 },
      { ...right, id: 'not base64url!' },
      { ...right, id: 'A'.repeat(1365) },
      { ...right, response: null },
      { ...right, response: { ...response, clientDataJSON: 'A'.repeat(5463) } },
      { ...right, response: { ...response, attestationObject: undefined } },
    ]) {
      expect(await browser.post('/passkeys', { response: broken })).toMatchObject({
        status: 400,
        body: { errorCode: 'VALIDATION_FAILED' },
      });
    }
    expect(await spentChallenges(app)).toBe(before);
    await expectStatus(
      201,
      browser.post('/passkeys', { response: { ...right, extra: { of: 'a browser' } } }),
    );
  });

  it('refuses attestation that is no CBOR, or far too much of it', async () => {
    for (const attestationObject of ['AAAA', cbor(new Map([['fmt', 'none']])).toString('base64url')]) {
      const { body: options } = await browser.post('/passkeys/options');
      const right = passkey.create(options);
      const response = { ...right, response: { ...right.response, attestationObject } };
      expect(await browser.post('/passkeys', { response })).toMatchObject(wrongPasskey);
    }
  });

  it('refuses one that anybody has, and the 21st', async () => {
    await expectStatus(201, register(browser, passkey));
    expect(await register(browser, passkey)).toMatchObject({
      status: 409,
      body: { errorCode: 'PASSKEY_EXISTS' },
    });
    const other = await (await app.verifiedAccount()).logIn();
    expect(await register(other, passkey)).toMatchObject({ status: 409 });
    const { body: options } = await browser.post('/passkeys/options');
    for (let count = 1; count < 20; count++) {
      await expectStatus(201, register(browser, new SoftAuthenticator(ORIGIN)));
    }
    const tooMany = { status: 409, body: { errorCode: 'TOO_MANY_PASSKEYS' } };
    expect(await browser.post('/passkeys/options')).toMatchObject(tooMany);
    const response = new SoftAuthenticator(ORIGIN).create(options);
    expect(await browser.post('/passkeys', { response })).toMatchObject(tooMany);
  });

  it('needs a verified address and a fresh session', async () => {
    const unverified = await (await app.account()).logIn();
    const isRefused = { status: 403, body: { errorCode: 'EMAIL_NOT_VERIFIED' } };
    expect(await unverified.post('/passkeys/options')).toMatchObject(isRefused);
    expect(
      await unverified.post('/passkeys', {
        response: passkey.create({ rp: { id: 'localhost' }, user: { id: 'AA' }, challenge: 'AAAA' }),
      }),
    ).toMatchObject(isRefused);
    advanceClock(301);
    await expectStatus(200, browser.post('/authentication/refresh'));
    expect(await browser.post('/passkeys/options')).toMatchObject({
      status: 401,
      body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
    });
  });

  it('comes too late for a session that has ended in the meantime', async () => {
    const verifier = app.app.get(CredentialVerifier);
    const verify = verifier.verifyRegistration.bind(verifier);
    vi.spyOn(verifier, 'verifyRegistration').mockImplementationOnce(async (registration) => {
      await app.dataSource.query('DELETE FROM sessions');
      return verify(registration);
    });
    expect(await register(browser, passkey)).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
    expect(await app.dataSource.query('SELECT FROM passkeys WHERE credential_id = $1', [passkey.id])).toEqual(
      [],
    );
  });

  it('ends no session, turns nothing on, and is told to the owner', async () => {
    const other = await owner.logIn();
    const before = browser.cookies.get('Authentication');
    await expectStatus(201, register(browser, passkey));
    expect(browser.cookies.get('Authentication')).toBe(before);
    expect((await me(other)).isTwoFactorAuthenticationEnabled).toBe(false);
    expect(await app.securityEvents(owner)).toContain('passkey_added');
    expect(await new Mailbox(app).to(owner.email, 'passkey_added')).toHaveLength(1);
  });
});
