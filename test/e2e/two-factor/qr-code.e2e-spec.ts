import jsQr from 'jsqr';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SecretCipher } from '../../../src/crypto/secret-cipher.js';
import { TotpService } from '../../../src/two-factor/totp/totp.service.js';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const APP_NAME = 'Zwei & Faktor';

describe('the QR code', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  useTestApp(
    (started) => (app = started),
    () => TestApp.start({ TWO_FACTOR_AUTHENTICATION_APP_NAME: APP_NAME }),
  );
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
  });

  const generate = (accept?: string) => browser.post('/2fa/generate', undefined, accept ? { accept } : {});
  /** Of what was shown as a picture. */
  const newestSecret = async () => {
    const [{ user_id: userId, secret }] = await app.dataSource.query(
      'SELECT user_id, secret FROM pending_secrets ORDER BY id DESC LIMIT 1',
    );
    return app.app.get(SecretCipher).decrypt(secret, `totp:${userId}`);
  };
  const pendingSecrets = async () => {
    const [row] = await app.dataSource.query(
      'SELECT count(*)::int AS rows FROM pending_secrets p JOIN users u ON u.id = p.user_id WHERE email = $1',
      [owner.email],
    );
    return row.rows as number;
  };
  const turnOn = async (secret: string, from = browser) =>
    from.post('/2fa/turn-on', { twoFactorAuthenticationCode: await generateCode(secret) });

  const noPendingSecret = { status: 409, body: { errorCode: 'NO_PENDING_TWO_FACTOR_SECRET' } };
  const isWrong = { status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } };
  const elapse = async (seconds: number) => {
    advanceClock(seconds);
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(200, browser.post('/authentication/reauthenticate', { password: owner.password }));
  };

  it('is a PNG that a phone can read, also for the longest e-mail address', async () => {
    const long = `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(58)}.example`;
    const other = await app.account(long);
    browser = await other.logIn();
    const answer = await expectStatus(201, generate('image/png'));
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { data, width, height } = PNG.sync.read(answer.body);
    const url = new URL(jsQr.default(new Uint8ClampedArray(data), width, height)?.data ?? '');
    expect(url.href).toMatch(/^otpauth:\/\/totp\/Zwei%20%26%20Faktor:/);
    expect(decodeURIComponent(url.pathname)).toContain(`${APP_NAME}:${long}`);
    expect(url.searchParams.get('issuer')).toBe(APP_NAME);
    await expectStatus(200, turnOn(url.searchParams.get('secret') ?? ''));
  });

  it('is an SVG or JSON to whoever asks for it', async () => {
    const svg = await expectStatus(201, generate('image/svg+xml'));
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.body).toMatch(/^<svg /);
    const { body, headers } = await expectStatus(201, generate('application/json'));
    expect(headers.get('vary')).toMatch(/accept/i);
    expect(Object.keys(body)).toEqual(['otpauthUrl', 'secret']);
    expect(new URL(body.otpauthUrl).searchParams.get('secret')).toBe(body.secret);
  });

  it.each([
    ['*/*', 'image/png'],
    ['', 'image/png'],
    ['text/html', 'image/png'],
    ['image/*', 'image/png'],
    ['image/png;q=0.5, image/svg+xml', 'image/svg+xml'],
    ['application/json;q=0.9, */*;q=0.1', 'application/json'],
    ['image/png;q=0, image/*', 'image/svg+xml'],
    ['text/html, application/json;q=0.2', 'application/json'],
    ['nonsense;;;', 'image/png'],
  ])('for Accept: %s is %s (ASVS 4.1.1)', async (accept, type) => {
    const { headers } = await expectStatus(201, generate(accept));
    expect(headers.get('content-type')?.split(';')[0]).toBe(type);
  });

  it('is shown 20 times in 5 minutes, and nobody else has to wait (ASVS 2.3.2, 2.4.1)', async () => {
    const other = await (await app.account()).logIn();
    for (let count = 0; count < 20; count++) {
      await expectStatus(201, generate('application/json'));
    }
    const refused = await generate();
    expect(refused).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
    expect(refused.headers.get('retry-after')).toBe('300');
    await expectStatus(201, other.post('/2fa/generate'));
    advanceClock(299);
    expect((await generate()).headers.get('retry-after')).toBe('1');
    await elapse(1);
    await expectStatus(201, generate());
  });

  it('is forgotten after 10 minutes', async () => {
    const first = await owner.scan(browser);
    await elapse(300);
    const second = await owner.scan(browser);
    await elapse(300);
    expect(await turnOn(first)).toMatchObject(isWrong);
    await elapse(299);
    await expectStatus(200, turnOn(second));
  });

  it('leaves nothing to confirm once the last one is 10 minutes old', async () => {
    const secret = await owner.scan(browser);
    await elapse(600);
    expect(await turnOn(secret)).toMatchObject(noPendingSecret);
  });

  it.each([0, 1, 2])(
    'is one of the last three, and any of them can be confirmed: %i were made since',
    async (since) => {
      // As a person gets there: a picture, the same as text to type, a reload.
      const secrets: string[] = [];
      for (const accept of ['image/png', 'application/json', 'image/svg+xml', 'application/json']) {
        await expectStatus(201, generate(accept));
        secrets.unshift(await newestSecret());
      }
      expect(await turnOn(secrets[3] as string)).toMatchObject(isWrong);
      await expectStatus(200, turnOn(secrets[since] as string));
      advanceClock(30);
      for (const secret of secrets) {
        expect(await turnOn(secret)).toMatchObject(noPendingSecret);
      }
    },
  );

  it('turns it on once, whichever of 8 requests with two of them is first', async () => {
    const secrets = [await owner.scan(browser), await owner.scan(browser)];
    const answers = await Promise.all(
      [0, 1, 0, 1, 0, 1, 0, 1].map((which) => turnOn(secrets[which] as string, browser.copy())),
    );
    expect(answers.filter(({ status: answered }) => answered === 200)).toHaveLength(1);
    expect(await pendingSecrets()).toBe(0);
  });

  it('can be tried 10 times, which alarms nobody and leaves the second factor alone', async () => {
    await owner.turnTwoFactorOn(browser);
    const mailbox = new Mailbox(app);
    await mailbox.settle();
    const before = (await mailbox.to(owner.email)).length;
    const secret = await owner.scan(browser);
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await browser.post('/2fa/turn-on', wrong)).toMatchObject(isWrong);
    }
    expect(await turnOn(secret)).toMatchObject(noPendingSecret);
    await mailbox.settle();
    expect((await mailbox.to(owner.email)).length).toBe(before);
    expect(await app.securityEvents(owner)).not.toContain('authn_second_factor_fail_repeated');
    const [row] = await app.dataSource.query(
      `SELECT failed_attempts FROM second_factor_budgets t JOIN users u ON u.id = t.user_id WHERE email = $1`,
      [owner.email],
    );
    expect(row.failed_attempts).toBe(0);
    await expectStatus(200, turnOn(await owner.scan(browser)));
  });

  it('has its tries counted before they are looked at: of 30 at once 10 are', async () => {
    await owner.scan(browser);
    const evaluate = vi.spyOn(app.app.get(TotpService), 'timeStepOf');
    const wrong = { twoFactorAuthenticationCode: '000000' };
    await Promise.all(Array.from({ length: 30 }, () => browser.copy().post('/2fa/turn-on', wrong)));
    expect(evaluate.mock.calls.length).toBe(10);
    evaluate.mockRestore();
  });
});
