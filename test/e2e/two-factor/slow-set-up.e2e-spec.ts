import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

/** What README says below "Five minutes": somebody installs an authenticator app between the QR code and its first code. */
describe('turning on two-factor authentication six minutes after the log-in', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;
  let secret: string;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    owner = await app.account();
    browser = await owner.logIn();
    secret = await owner.scan(browser);
    advanceClock(360);
  });

  const turnOn = async () =>
    browser.post('/2fa/turn-on', { twoFactorAuthenticationCode: await generateCode(secret) });

  it('works by what the answers say, one after the other', async () => {
    expect(await turnOn()).toMatchObject({
      status: 401,
      body: {
        errorCode: 'NOT_AUTHENTICATED',
        message: 'Log in first, or POST /authentication/refresh if your access token ran out.',
      },
    });
    await expectStatus(200, browser.post('/authentication/refresh'));
    expect(await turnOn()).toMatchObject({
      status: 401,
      body: {
        errorCode: 'REAUTHENTICATION_REQUIRED',
        message: 'Prove that it is you: send your password to POST /authentication/reauthenticate.',
      },
    });
    await expectStatus(200, browser.post('/authentication/reauthenticate', { password: owner.password }));
    await expectStatus(200, turnOn());
  });

  it('works after another log-in, too, with the same QR code', async () => {
    await owner.logIn({ browser });
    await expectStatus(200, turnOn());
  });

  it('takes a new QR code after ten minutes, and says so', async () => {
    advanceClock(241);
    await owner.logIn({ browser });
    expect(await turnOn()).toMatchObject({
      status: 409,
      body: {
        errorCode: 'NO_PENDING_TWO_FACTOR_SECRET',
        message: expect.stringMatching(/^Scan a new QR code first/) as string,
      },
    });
  });
});
