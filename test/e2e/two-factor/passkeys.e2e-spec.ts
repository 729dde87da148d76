import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialVerifier } from '../../../src/two-factor/passkeys/credential-verifier.service.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { assertion, logInByPasskey, register } from '../../support/passkeys.js';
import { cbor, type Lies, SoftAuthenticator } from '../../support/soft-authenticator.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const ORIGIN = 'http://localhost:3000';
const wrong = { status: 401, body: { errorCode: 'WRONG_PASSKEY' } };

let app: TestApp;
let owner: Account;
let browser: Browser;
let passkey: SoftAuthenticator;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start({ EMAIL_VERIFICATION: 'optional' });
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});
beforeEach(async () => {
  advanceClock(3600);
  owner = await app.verifiedAccount();
  browser = await owner.logIn();
  passkey = new SoftAuthenticator(ORIGIN);
});

const spent = async (): Promise<number> => {
  const [row] = await app.dataSource.query('SELECT count(*)::int AS count FROM used_passkey_challenges');
  return row.count as number;
};
const me = async (of: Browser) => (await expectStatus(200, of.get('/authentication'))).body;
const amrOf = async ({ cookies }: Browser): Promise<string[]> => {
  const [, payload = ''] = (cookies.get('Authentication') ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).amr;
};

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
    const before = await spent();
    expect(await browser.post('/passkeys', { response: passkey.create(options, lies) })).toMatchObject(wrong);
    expect(await spent()).toBe(before + 1);
    expect(await browser.post('/passkeys', { response: passkey.create(options) })).toMatchObject(wrong);
    expect((await browser.get('/passkeys')).body.passkeys).toEqual([]);
  });

  it('refuses an algorithm that was not asked for', async () => {
    expect(await register(browser, new SoftAuthenticator(ORIGIN, 'ES384'))).toMatchObject(wrong);
  });

  it('refuses a challenge that is not of this session, not of this kind, or five minutes old', async () => {
    const other = await owner.logIn();
    const { body: foreign } = await other.post('/passkeys/options');
    expect(await browser.post('/passkeys', { response: passkey.create(foreign) })).toMatchObject(wrong);
    const { body: assertionOptions } = await browser.post('/authentication/passkey/options');
    const { body: options } = await browser.post('/passkeys/options');
    const mixed = { ...options, challenge: assertionOptions.challenge };
    expect(await browser.post('/passkeys', { response: passkey.create(mixed) })).toMatchObject(wrong);
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
    const before = await spent();
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
    expect(await spent()).toBe(before);
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
      expect(await browser.post('/passkeys', { response })).toMatchObject(wrong);
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

describe('the log-in by a passkey', () => {
  beforeEach(async () => {
    await expectStatus(201, register(browser, passkey));
  });

  it('tells a stranger of no account, and writes no row however often it is asked', async () => {
    const stranger = app.browser();
    const { body } = await expectStatus(200, stranger.post('/authentication/passkey/options'));
    expect(body).toEqual({
      rpId: 'localhost',
      timeout: 300_000,
      userVerification: 'required',
      challenge: expect.stringMatching(/^[\w-]{48}$/),
    });
    const cookie = stranger.cookies.get('PasskeyChallenge');
    expect(cookie).toMatch(/^[\w-]{22}$/);
    const before = await spent();
    await Promise.all(Array.from({ length: 1000 }, () => stranger.post('/authentication/passkey/options')));
    expect(stranger.cookies.get('PasskeyChallenge')).toBe(cookie);
    expect(await spent()).toBe(before);
    const known = await browser.copyOnly('KnownBrowser').post('/authentication/passkey/options');
    expect(Object.keys(known.body)).toEqual(Object.keys(body));
  });

  it('is both factors: a full, fresh session of its own kind', async () => {
    const other = app.browser();
    const { body, cookies } = await expectStatus(200, logInByPasskey(other, passkey));
    expect(body).toEqual(await me(browser));
    expect(
      cookies
        .filter((line) => /^(Authentication|Refresh)=/.test(line))
        .every((line) => !/Max-Age/i.test(line)),
    ).toBe(true);
    expect(await amrOf(other)).toEqual(['pop', 'user', 'mfa']);
    await expectStatus(200, other.post('/passkeys/options'));
    expect((await app.securityEvents(owner)).at(-1)).toBe('authn_login_success');
    const { body: list } = await other.get('/passkeys');
    expect(list.passkeys[0].lastUsedAt).toBe(new Date().toISOString());
  });

  it('passes every guard with two-factor authentication on, at once', async () => {
    await owner.turnTwoFactorOn(browser);
    const other = app.browser();
    await expectStatus(200, logInByPasskey(other, passkey));
    await expectStatus(200, other.get('/2fa'));
    await expectStatus(201, other.post('/2fa/generate'));
  });

  it('keeps the cookies when it is told to', async () => {
    const other = app.browser();
    const response = await assertion(other, passkey);
    const { cookies } = await expectStatus(
      200,
      other.post('/authentication/passkey', { response, rememberMe: true }),
    );
    expect(cookies.find((line) => line.startsWith('Refresh='))).toMatch(/Max-Age=1209600/i);
  });

  it('ends the session that the browser had', async () => {
    const old = browser.copy();
    await expectStatus(200, logInByPasskey(browser, passkey));
    await expectStatus(401, old.get('/authentication'));
  });

  it('resets a locked budget of codes: the owner is proved', async () => {
    await owner.turnTwoFactorOn(browser);
    await app.dataSource.query(
      'UPDATE second_factor_budgets SET failed_attempts = 100, locked_at = now() WHERE user_id = $1',
      [(await me(browser)).id],
    );
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
    advanceClock(60);
    await owner.logInWithCode();
  });

  const other = new SoftAuthenticator(ORIGIN).keys.privateKey;
  const refusals: [string, Lies][] = [
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another relying party', { rpId: 'evil.example' }],
    ['in a frame of another site', { crossOrigin: true }],
    ['with a top origin', { topOrigin: 'http://localhost:3000' }],
    ['that is a registration', { type: 'webauthn.create' }],
    ['without user verification', { userVerified: false }],
    ['without a user', { userPresent: false }],
    ['that may be synced all of a sudden', { backupEligible: true }],
    ['that is backed up though it cannot be', { backedUp: true }],
    ['signed by another key', { signedBy: other }],
    ['with the handle of another user', { userHandle: Buffer.alloc(16).toString('base64url') }],
    ['without a handle', { userHandle: null }],
  ];
  it.each(refusals)('refuses one %s, and its challenge is spent', async (_, lies) => {
    const stranger = app.browser();
    const { body: options } = await stranger.post('/authentication/passkey/options');
    const before = await spent();
    const answer = await stranger.post('/authentication/passkey', { response: passkey.get(options, lies) });
    expect(answer).toMatchObject(wrong);
    expect(await spent()).toBe(before + 1);
    const again = await stranger.post('/authentication/passkey', { response: passkey.get(options) });
    expect(again).toMatchObject(wrong);
    expect(stranger.cookies.has('Authentication')).toBe(false);
    const isInFrame = lies.crossOrigin === true || lies.topOrigin !== undefined;
    expect((await app.securityEvents(owner)).includes('authn_passkey_fail')).toBe(!isInFrame);
  });

  it('refuses a challenge of another browser, of a session, of another kind, made up, or ten minutes old', async () => {
    const stranger = app.browser();
    const { body: options } = await stranger.post('/authentication/passkey/options');
    const logIn = (as: Browser, challenge: string) =>
      as.post('/authentication/passkey', { response: passkey.get({ ...options, challenge }) });
    const { body: ofOther } = await app.browser().post('/authentication/passkey/options');
    const { body: ofSession } = await browser.post('/authentication/passkey/options');
    const { body: ofRegistration } = await browser.post('/passkeys/options');
    for (const challenge of [
      ofOther.challenge,
      ofSession.challenge,
      ofRegistration.challenge,
      `${options.challenge.slice(0, -1)}${options.challenge.endsWith('A') ? 'B' : 'A'}`,
      `${options.challenge}=`,
      Buffer.alloc(36).toString('base64url'),
      '',
    ]) {
      expect(await logIn(stranger, challenge)).toMatchObject(wrong);
    }
    expect(await logIn(app.browser(), options.challenge)).toMatchObject(wrong);
    expect(await logIn(browser, ofRegistration.challenge)).toMatchObject(wrong);
    advanceClock(599);
    await expectStatus(200, logIn(stranger.copy(), options.challenge));
    const { body: late } = await stranger.post('/authentication/passkey/options');
    advanceClock(600);
    expect(await logIn(stranger, late.challenge)).toMatchObject(wrong);
  });

  it('takes no cookie for a session whose id it says', async () => {
    const forger = app.browser();
    const [, payload = ''] = (browser.cookies.get('Authentication') ?? '').split('.');
    const { sid } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    forger.cookies.set('PasskeyChallenge', sid);
    const { body: options } = await forger.post('/authentication/passkey/options');
    const proof = { passkey: passkey.get(options) };
    expect(await browser.post('/authentication/reauthenticate', proof)).toMatchObject(wrong);
  });

  it('lets several tabs of one browser wait, each with its challenge', async () => {
    const stranger = app.browser();
    const first = await assertion(stranger, passkey);
    await assertion(stranger, passkey);
    await expectStatus(200, stranger.post('/authentication/passkey', { response: first }));
  });

  it('says of one that nobody has that it may be forgotten, and of no other', async () => {
    const unknown = new SoftAuthenticator(ORIGIN);
    unknown.userHandle = passkey.userHandle;
    expect(await logInByPasskey(app.browser(), unknown)).toMatchObject({
      status: 401,
      body: { errorCode: 'UNKNOWN_PASSKEY' },
    });
    const foreign = await (await app.verifiedAccount()).logIn();
    expect(await logInByPasskey(foreign, passkey)).toMatchObject(wrong);
  });

  it('refuses a counter that does not rise, tells the owner, and looks at none of a synced key', async () => {
    await expectStatus(200, logInByPasskey(app.browser(), passkey, { counter: 5 }));
    for (const counter of [5, 4, 0]) {
      expect(await logInByPasskey(app.browser(), passkey, { counter })).toMatchObject(wrong);
    }
    expect((await app.securityEvents(owner)).at(-1)).toBe('passkey_counter_regressed');
    expect(await new Mailbox(app).to(owner.email, 'passkey_counter_regressed')).not.toEqual([]);
    await expectStatus(200, logInByPasskey(app.browser(), passkey, { counter: 6 }));
    const synced = new SoftAuthenticator(ORIGIN, 'ES256', { backupEligible: true });
    await expectStatus(201, register(browser, synced));
    await expectStatus(200, logInByPasskey(app.browser(), synced, { counter: 5 }));
    await expectStatus(200, logInByPasskey(app.browser(), synced, { counter: 3, backedUp: true }));
  });

  it('lets a counter in once, of two assertions that both have it', async () => {
    const browsers = [app.browser(), app.browser()];
    const answers = await Promise.all(
      browsers.map(async (each) => ({ each, response: await assertion(each, passkey, { counter: 9 }) })),
    );
    const sent = answers.map(({ each, response }) => each.post('/authentication/passkey', { response }));
    expect((await Promise.all(sent)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 401,
    ]);
  });

  it('costs nothing where it succeeds, however often', async () => {
    for (let count = 0; count < 101; count++) {
      await expectStatus(200, logInByPasskey(app.browser(), passkey));
    }
  });

  it('lets one assertion in once, of fifty at the same time', async () => {
    const stranger = app.browser();
    const response = await assertion(stranger, passkey);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => stranger.copy().post('/authentication/passkey', { response })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('lets nobody in by a row that was planted or swapped', async () => {
    const thief = await app.verifiedAccount();
    const thiefs = new SoftAuthenticator(ORIGIN);
    await expectStatus(201, register(await thief.logIn(), thiefs));
    const victim = passkey.userHandle;
    await app.dataSource.query('UPDATE passkeys SET user_id = $1 WHERE credential_id = $2', [
      (await me(browser)).id,
      thiefs.id,
    ]);
    expect(await logInByPasskey(app.browser(), thiefs, { userHandle: victim })).toMatchObject(wrong);
    await app.dataSource.query(
      `UPDATE passkeys p SET public_key = t.public_key FROM passkeys t
       WHERE p.credential_id = $1 AND t.credential_id = $2`,
      [passkey.id, thiefs.id],
    );
    const signedBy = thiefs.keys.privateKey;
    expect(await logInByPasskey(app.browser(), passkey, { signedBy })).toMatchObject(wrong);
  });

  it('lets nobody in to a disabled account', async () => {
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [owner.email]);
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject(wrong);
  });

  it('ends after 100 wrong ones from one address, for 15 minutes, and no account is charged', async () => {
    const stranger = app.browser();
    for (let attempt = 0; attempt < 100; attempt++) {
      const response = passkey.get({ rpId: 'localhost', challenge: 'AAAA' });
      expect(await stranger.post('/authentication/passkey', { response })).toMatchObject(wrong);
    }
    expect(await logInByPasskey(stranger, passkey)).toMatchObject({ status: 429 });
    await owner.logIn();
    advanceClock(900);
    await expectStatus(200, logInByPasskey(stranger, passkey));
  });
});

describe('a passkey in the place of a code', () => {
  beforeEach(async () => {
    await expectStatus(201, register(browser, passkey));
  });

  const turnOn = async () =>
    (await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) })))
      .body;

  it('turns two-factor authentication on, without any authenticator app', async () => {
    const other = await owner.logIn();
    const { backupCodes } = await turnOn();
    expect(backupCodes).toHaveLength(10);
    await expectStatus(401, other.get('/authentication'));
    expect((await browser.get('/2fa')).body).toEqual({
      isTwoFactorAuthenticationEnabled: true,
      enabledAt: new Date().toISOString(),
      remainingBackupCodes: 10,
    });
    const { body } = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: PASSWORD });
    expect(body.methods).toEqual(['passkey', 'backup-code']);
  });

  it('makes codes of an app wrong, of which there is none', async () => {
    await turnOn();
    const pending = await owner.logIn();
    expect(await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: '123456' })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    const { backupCodes } = (
      await expectStatus(
        201,
        browser.post('/2fa/backup-codes', { passkey: await assertion(browser, passkey) }),
      )
    ).body;
    await expectStatus(200, (await owner.logIn()).post('/2fa/authenticate', { backupCode: backupCodes[0] }));
  });

  it('completes a log-in, which is then by password and passkey', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const { body: options } = await expectStatus(200, pending.post('/authentication/passkey/options'));
    expect(options.allowCredentials).toEqual([
      { id: passkey.id.toString('base64url'), type: 'public-key', transports: ['internal', 'hybrid'] },
    ]);
    const answer = { passkey: passkey.get(options), trustDevice: true };
    await expectStatus(200, pending.post('/2fa/authenticate', answer));
    expect(await amrOf(pending)).toEqual(['pwd', 'pop', 'user', 'mfa']);
    expect(await app.securityEvents(owner)).toContain('authn_second_factor_success');
    const again = await owner.logIn({ browser: pending.copyOnly('TrustedDevice') });
    await expectStatus(200, again.get('/2fa'));
  });

  it('has five tries in a pending log-in, and charges the account none', async () => {
    await turnOn();
    const pending = await owner.logIn();
    for (let attempt = 0; attempt < 5; attempt++) {
      const lie = { passkey: await assertion(pending, passkey, { userVerified: false }) };
      expect(await pending.post('/2fa/authenticate', lie)).toMatchObject(wrong);
    }
    expect(await pending.get('/authentication')).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
    const [row] = await app.dataSource.query(
      'SELECT failed_attempts FROM second_factor_budgets JOIN users ON id = user_id WHERE email = $1',
      [owner.email],
    );
    expect(row.failed_attempts).toBe(0);
  });

  it('costs a pending log-in nothing where its challenge is stale', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const stale = await assertion(pending, passkey, { challenge: 'AAAA' });
    for (let attempt = 0; attempt < 6; attempt++) {
      expect(await pending.post('/2fa/authenticate', { passkey: stale })).toMatchObject(wrong);
    }
    await expectStatus(
      200,
      pending.post('/2fa/authenticate', { passkey: await assertion(pending, passkey) }),
    );
  });

  it('adds up with what is proved later in the session', async () => {
    const other = app.browser();
    await expectStatus(200, logInByPasskey(other, passkey));
    await expectStatus(200, other.post('/authentication/reauthenticate', { password: PASSWORD }));
    expect(await amrOf(other)).toEqual(['pwd', 'pop', 'user', 'mfa']);
  });

  it('makes new backup codes where two-factor authentication is on, and it stays on since when it was', async () => {
    await turnOn();
    const { enabledAt } = (await browser.get('/2fa')).body;
    advanceClock(60);
    const { backupCodes } = await turnOn();
    expect(backupCodes).toHaveLength(10);
    expect((await browser.get('/2fa')).body.enabledAt).toBe(enabledAt);
  });

  it('must be of the account, and is answered as a wrong one if it is of another or of nobody', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const unknown = new SoftAuthenticator(ORIGIN);
    expect(
      await pending.post('/2fa/authenticate', { passkey: await assertion(pending, unknown) }),
    ).toMatchObject(wrong);
    const answer = { passkey: await assertion(pending, passkey), backupCode: 'x' };
    expect(await pending.post('/2fa/authenticate', answer)).toMatchObject({ status: 400 });
  });

  it('is worth nothing after the session got another id', async () => {
    await turnOn();
    const pending = await owner.logIn();
    const early = await assertion(pending, passkey);
    await expectStatus(
      200,
      pending.post('/2fa/authenticate', { passkey: await assertion(pending, passkey) }),
    );
    expect(await pending.post('/2fa/turn-off', { passkey: early })).toMatchObject(wrong);
  });

  it('gets new backup codes, and turns two-factor authentication off; and logs in still', async () => {
    await turnOn();
    const { body } = await expectStatus(
      201,
      browser.post('/2fa/backup-codes', { passkey: await assertion(browser, passkey) }),
    );
    expect(body.backupCodes).toHaveLength(10);
    await expectStatus(204, browser.post('/2fa/turn-off', { passkey: await assertion(browser, passkey) }));
    expect((await me(browser)).isTwoFactorAuthenticationEnabled).toBe(false);
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
  });

  it('proves everything afresh, by itself alone', async () => {
    await owner.turnTwoFactorOn(browser);
    advanceClock(301);
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(401, browser.post('/2fa/generate'));
    const both = { password: PASSWORD, passkey: await assertion(browser, passkey) };
    expect(await browser.post('/authentication/reauthenticate', both)).toMatchObject({ status: 400 });
    await expectStatus(
      200,
      browser.post('/authentication/reauthenticate', { passkey: await assertion(browser, passkey) }),
    );
    expect(await amrOf(browser)).toEqual(['pwd', 'otp', 'pop', 'user', 'mfa']);
    await expectStatus(201, browser.post('/2fa/generate'));
  });

  it('resets the password, and stays; a wrong one leaves the token alive', async () => {
    await turnOn();
    const stranger = app.browser();
    await expectStatus(202, stranger.post('/account/password-reset', { email: owner.email }));
    const token = await new Mailbox(app).tokenFor(owner.email, 'reset-password');
    const reset = async (lies: Lies = {}) =>
      stranger.post('/account/password-reset/confirm', {
        token,
        password: 'another horse battery staple',
        passkey: await assertion(stranger, passkey, lies),
      });
    expect(await reset({ userVerified: false })).toMatchObject(wrong);
    await expectStatus(204, reset());
    const [mail] = await new Mailbox(app).to(owner.email, 'authn_password_reset');
    expect(JSON.stringify(mail)).toContain('Your passkeys still log in');
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
  });
});

describe('the passkeys of an account', () => {
  beforeEach(async () => {
    await expectStatus(201, register(browser, passkey));
  });

  const list = async () => (await expectStatus(200, browser.get('/passkeys'))).body;

  it('are listed with what the Signal API needs, and renamed', async () => {
    const { rpId, userId, passkeys } = await list();
    expect({ rpId, userId }).toEqual({ rpId: 'localhost', userId: passkey.userHandle });
    const { body } = await expectStatus(
      200,
      browser.patch(`/passkeys/${passkeys[0].id}`, { name: 'Blue key' }),
    );
    expect(body.name).toBe('Blue key');
    for (const name of ['', ' ', 'x'.repeat(65), 'a\nb', 7, null]) {
      expect(await browser.patch(`/passkeys/${passkeys[0].id}`, { name })).toMatchObject({ status: 400 });
    }
    expect(await app.securityEvents(owner)).toContain('passkey_renamed');
  });

  it("are nobody else's business", async () => {
    const { passkeys } = await list();
    const other = await (await app.verifiedAccount()).logIn();
    for (const id of [passkeys[0].id, 'nonsense']) {
      expect(await other.patch(`/passkeys/${id}`, { name: 'mine' })).toMatchObject({ status: 404 });
      expect(await other.delete(`/passkeys/${id}`)).toMatchObject({ status: 404 });
    }
  });

  it('are removed with all other sessions, and this one gets a new id', async () => {
    const other = await owner.logIn();
    const { passkeys } = await list();
    const before = browser.cookies.get('Authentication');
    await expectStatus(204, browser.delete(`/passkeys/${passkeys[0].id}`));
    expect(browser.cookies.get('Authentication')).not.toBe(before);
    await expectStatus(401, other.get('/authentication'));
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject({
      body: { errorCode: 'UNKNOWN_PASSKEY' },
    });
    expect(await new Mailbox(app).to(owner.email, 'passkey_removed')).toHaveLength(1);
  });

  it('keep one while it is the only second factor, also of two removed at once', async () => {
    await expectStatus(201, register(browser, new SoftAuthenticator(ORIGIN)));
    await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) }));
    const second = app.browser();
    await expectStatus(200, logInByPasskey(second, passkey));
    const { passkeys } = await list();
    const answers = await Promise.all([
      browser.delete(`/passkeys/${passkeys[0].id}`),
      second.delete(`/passkeys/${passkeys[1].id}`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = answers.find(({ status }) => status === 204) === answers[0] ? browser : second;
    const { body } = await left.get('/passkeys');
    expect(body.passkeys).toHaveLength(1);
    expect(await left.delete(`/passkeys/${body.passkeys[0].id}`)).toMatchObject({
      status: 409,
      body: { errorCode: 'LAST_SECOND_FACTOR' },
    });
  });

  it('can go where an authenticator app is there as well', async () => {
    await owner.turnTwoFactorOn(browser);
    const { passkeys } = await list();
    await expectStatus(204, browser.delete(`/passkeys/${passkeys[0].id}`));
  });
});
