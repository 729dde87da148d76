import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HousekeepingService } from '../../../src/maintenance/housekeeping.service.js';
import { AssertionsService } from '../../../src/two-factor/passkeys/assertions.service.js';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import {
  assertion,
  logInByPasskey,
  ORIGIN,
  register,
  spentChallenges,
  wrongPasskey,
} from '../../support/passkeys.js';
import { type Lies, SoftAuthenticator } from '../../support/soft-authenticator.js';
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
    const before = await spentChallenges(app);
    await Promise.all(Array.from({ length: 1000 }, () => stranger.post('/authentication/passkey/options')));
    expect(stranger.cookies.get('PasskeyChallenge')).toBe(cookie);
    expect(await spentChallenges(app)).toBe(before);
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
    expect(claimsOf(other).amr).toEqual(['pop', 'user', 'mfa']);
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
    const before = await spentChallenges(app);
    const answer = await stranger.post('/authentication/passkey', { response: passkey.get(options, lies) });
    expect(answer).toMatchObject(wrongPasskey);
    expect(await spentChallenges(app)).toBe(before + 1);
    const again = await stranger.post('/authentication/passkey', { response: passkey.get(options) });
    expect(again).toMatchObject(wrongPasskey);
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
      expect(await logIn(stranger, challenge)).toMatchObject(wrongPasskey);
    }
    expect(await logIn(app.browser(), options.challenge)).toMatchObject(wrongPasskey);
    expect(await logIn(browser, ofRegistration.challenge)).toMatchObject(wrongPasskey);
    advanceClock(599);
    await expectStatus(200, logIn(stranger.copy(), options.challenge));
    const { body: late } = await stranger.post('/authentication/passkey/options');
    advanceClock(600);
    expect(await logIn(stranger, late.challenge)).toMatchObject(wrongPasskey);
  });

  it('takes a browser whose access token has expired for one without a session', async () => {
    advanceClock(301);
    const { body: options } = await expectStatus(200, browser.post('/authentication/passkey/options'));
    expect(options.allowCredentials).toBeUndefined();
    await expectStatus(200, browser.post('/authentication/passkey', { response: passkey.get(options) }));
  });

  it('takes no cookie for a session whose id it says', async () => {
    const forger = app.browser();
    forger.cookies.set('PasskeyChallenge', claimsOf(browser).sid);
    const { body: options } = await forger.post('/authentication/passkey/options');
    const proof = { passkey: passkey.get(options) };
    expect(await browser.post('/authentication/reauthenticate', proof)).toMatchObject(wrongPasskey);
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
    expect(await logInByPasskey(foreign, passkey)).toMatchObject(wrongPasskey);
  });

  it('refuses a counter that does not rise, tells the owner, and looks at none of a synced key', async () => {
    await expectStatus(200, logInByPasskey(app.browser(), passkey, { counter: 5 }));
    for (const counter of [5, 4, 0]) {
      expect(await logInByPasskey(app.browser(), passkey, { counter })).toMatchObject(wrongPasskey);
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

  it('keeps a used challenge for a day longer than it lives: clocks of other copies may be slow', async () => {
    const used = await spentChallenges(app);
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
    const housekeeping = app.app.get(HousekeepingService);
    advanceClock(600 + 86_399);
    await housekeeping.run();
    expect(await spentChallenges(app)).toBeGreaterThan(0);
    expect(await spentChallenges(app)).toBeLessThanOrEqual(used + 1);
    advanceClock(2);
    await housekeeping.run();
    expect(await spentChallenges(app)).toBe(0);
  });

  it('writes no old ciphertext over one that was renewed between check and use', async () => {
    const { sub } = claimsOf(browser);
    const assertions = app.app.get(AssertionsService);
    const consume = assertions.consume.bind(assertions);
    vi.spyOn(assertions, 'consume').mockImplementationOnce(async (tx, proof) => {
      await tx.manager.query(`UPDATE passkeys SET public_key = 'renewed' WHERE user_id = $1`, [sub]);
      return consume(tx, proof);
    });
    await expectStatus(200, logInByPasskey(app.browser(), passkey));
    const [row] = await app.dataSource.query('SELECT public_key FROM passkeys WHERE user_id = $1', [sub]);
    expect(row.public_key).toBe('renewed');
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
    expect(await logInByPasskey(app.browser(), thiefs, { userHandle: victim })).toMatchObject(wrongPasskey);
    await app.dataSource.query(
      `UPDATE passkeys p SET public_key = t.public_key FROM passkeys t
       WHERE p.credential_id = $1 AND t.credential_id = $2`,
      [passkey.id, thiefs.id],
    );
    const signedBy = thiefs.keys.privateKey;
    expect(await logInByPasskey(app.browser(), passkey, { signedBy })).toMatchObject(wrongPasskey);
  });

  it('lets nobody in to a disabled account', async () => {
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [owner.email]);
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject(wrongPasskey);
  });

  it('ends after 100 wrong ones from one address, for 15 minutes, and no account is charged', async () => {
    const stranger = app.browser();
    for (let attempt = 0; attempt < 100; attempt++) {
      const response = passkey.get({ rpId: 'localhost', challenge: 'AAAA' });
      expect(await stranger.post('/authentication/passkey', { response })).toMatchObject(wrongPasskey);
    }
    expect(await logInByPasskey(stranger, passkey)).toMatchObject({ status: 429 });
    await owner.logIn();
    advanceClock(900);
    await expectStatus(200, logInByPasskey(stranger, passkey));
  });
});
