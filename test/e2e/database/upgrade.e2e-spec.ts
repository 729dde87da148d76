import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import {
  createRecordedDatabase,
  type RecordedAccount,
  recordedBrowser,
  recordedRelease,
  releases,
} from '../../support/recorded-release.js';
import { TestApp } from '../../support/test-app.js';
import type { TestDatabase } from '../../support/test-database.js';

/** Seconds between the old release and this one: another TOTP step, and the access tokens still live. */
const UPDATE = 60;
const NEW_PASSWORD = 'a password that nobody had before';

describe.each(releases)('who had an account with %s', (release) => {
  const { accounts, keys, recordedAt } = recordedRelease(release);
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(recordedAt) + UPDATE * 1000 });
    database = await createRecordedDatabase(release);
    app = await TestApp.start({
      ...keys,
      DATABASE_URL: database.url,
      PUBLIC_URL: 'http://localhost:3987',
      EMAIL_VERIFICATION: 'optional',
    });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await app.stop();
    await database.drop();
  });

  const browserOf = (cookies: Record<string, string>): Browser => recordedBrowser(app.url, release, cookies);

  const logIn = async ({ email, password }: RecordedAccount, status = 200, browser = browserOf({})) => {
    await expectStatus(status, browser.post('/authentication/log-in', { email, password }));
    return browser;
  };

  it.each(['confirmed', 'unconfirmed', 'scanned'] as const)(
    '%s logs in with the password, again and again',
    async (name) => {
      await logIn(accounts[name]);
      const browser = await logIn(accounts[name]);
      expect((await browser.get('/authentication')).body.email).toBe(accounts[name].email);
    },
  );

  it('has a password hash from the first log-in on that no other account can use', async () => {
    const versions = await app.dataSource.query<{ version: string; email: string }[]>(
      `SELECT split_part(password_hash, '.', 1) AS version, email FROM users`,
    );
    const versionOf = ({ email }: RecordedAccount) => versions.find((user) => user.email === email)?.version;
    expect(versionOf(accounts.confirmed)).toBe('v2');
    expect(versionOf(accounts.disabled)).toBe(release === '0.1.0' ? 'v1' : 'v2');
  });

  it('stays disabled', async () => {
    await logIn(accounts.disabled, 401);
  });

  it('stays logged in, and refreshes', async () => {
    const browser = browserOf(accounts.confirmed.session);
    await expectStatus(200, browser.get('/authentication'));
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(200, browser.get('/authentication'));
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(204, browser.post('/authentication/log-out'));
    await expectStatus(401, browser.get('/authentication'));
  });

  it('refreshes with two factors proved, and still has them', async () => {
    const browser = browserOf(accounts.twoFactor.trustedDevice);
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(200, browser.get('/2fa'));
  });

  it('goes on with the log-in that waits for a code', async () => {
    const browser = browserOf(accounts.twoFactor.pending);
    const twoFactorAuthenticationCode = await generateCode(accounts.twoFactor.secret);
    await expectStatus(200, browser.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
    await expectStatus(
      401,
      browserOf(accounts.twoFactor.pending).post('/2fa/authenticate', {
        twoFactorAuthenticationCode,
      }),
    );
  });

  it('logs in with password and code', async () => {
    const browser = await logIn(accounts.guessed);
    await expectStatus(401, browser.get('/2fa'));
    const twoFactorAuthenticationCode = await generateCode(accounts.guessed.secret);
    await expectStatus(200, browser.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
    await expectStatus(200, browser.get('/2fa'));
  });

  it('logs in with each backup code once', async () => {
    const { backupCodes, usedBackupCode } = accounts.twoFactor;
    const browser = await logIn(accounts.twoFactor);
    await expectStatus(401, browser.post('/2fa/authenticate', { backupCode: usedBackupCode }));
    const { body } = await expectStatus(
      200,
      browser.post('/2fa/authenticate', { backupCode: backupCodes[0] }),
    );
    expect(body.remainingBackupCodes).toBe(backupCodes.length - 1);
    const again = await logIn(accounts.twoFactor);
    await expectStatus(401, again.post('/2fa/authenticate', { backupCode: backupCodes[0] }));
  });

  it('needs no code in a trusted browser', async () => {
    const { TrustedDevice = '' } = accounts.twoFactor.trustedDevice;
    const browser = await logIn(accounts.twoFactor, 200, browserOf({ TrustedDevice }));
    await expectStatus(200, browser.get('/2fa'));
  });

  it('confirms the QR code that was scanned before the update', async () => {
    const browser = browserOf(accounts.scanned.session);
    const twoFactorAuthenticationCode = await generateCode(accounts.scanned.pendingSecret);
    await expectStatus(200, browser.post('/2fa/turn-on', { twoFactorAuthenticationCode }));
  });

  it('opens the links of the mails that came before the update', async () => {
    const { unconfirmed, forgetful } = accounts;
    const stranger = browserOf({});
    const token = unconfirmed.verificationToken;
    await expectStatus(204, stranger.post('/account/email-verification/confirm', { token }));
    const reset = { token: forgetful.resetToken, password: NEW_PASSWORD };
    await expectStatus(204, stranger.post('/account/password-reset/confirm', reset));
    await logIn({ ...forgetful, password: NEW_PASSWORD });
  });

  it('gets the mails that waited to be sent', async () => {
    const token = await new Mailbox(app).tokenFor(accounts.moving.email, 'verify-email');
    await expectStatus(204, browserOf({}).post('/account/email-verification/confirm', { token }));
  });
});
