import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectStatus, PASSWORD } from '../support/account.js';
import type { Answer, Browser } from '../support/browser.js';
import { Mailbox } from '../support/mailbox.js';
import { TestApp } from '../support/test-app.js';
import { advanceClock, freezeClock } from '../support/test-clock.js';

const NEW_PASSWORD = 'another horse battery staple';

describe('with EMAIL_VERIFICATION=required', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let browser: Browser;
  let email: string;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start({ EMAIL_VERIFICATION: 'required' });
    mailbox = new Mailbox(app);
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
  beforeEach(() => {
    advanceClock(24 * 3600);
    browser = app.browser();
    email = `${randomUUID()}@example.com`;
  });

  function register(password = PASSWORD): Promise<Answer> {
    return app.browser().post('/authentication/register', { email, password });
  }

  function logIn(password = PASSWORD): Promise<Answer> {
    return browser.post('/authentication/log-in', { email, password });
  }

  async function verify(): Promise<void> {
    const token = await mailbox.tokenFor(email, 'verify-email');
    await expectStatus(204, browser.post('/account/email-verification/confirm', { token }));
  }

  it('registration answers the same for a new and for a taken address', async () => {
    const answers = [await register(), await register()];
    await verify();
    answers.push(await register(NEW_PASSWORD));
    const [first, ...others] = answers.map(({ status, body, headers }) => ({
      status,
      body,
      headers: [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)),
    }));
    expect(first?.status).toBe(202);
    expect(others).toEqual([first, first]);
  });

  it('tells the owner of a taken address, and changes nothing', async () => {
    await register();
    await verify();
    await register(NEW_PASSWORD);
    const [mail] = await mailbox.to(email, 'already-registered');
    expect(mail?.token).toBe('');
    expect(await logIn(NEW_PASSWORD)).toMatchObject({ status: 401 });
    expect(await logIn()).toMatchObject({ status: 200 });
  });

  it('lets the owner of an address oust who registered it first and could not confirm it', async () => {
    await register('the password of a squatter');
    advanceClock(60);
    await register();
    const token = await mailbox.tokenFor(email, 'already-registered');
    const body = { token, password: PASSWORD };
    await expectStatus(204, browser.post('/account/password-reset/confirm', body));
    expect(await logIn('the password of a squatter')).toMatchObject({ status: 401 });
    expect(await logIn()).toMatchObject({ status: 200, body: { isEmailVerified: true } });
  });

  it('sends an owner five such mails in an hour at the most', async () => {
    for (let index = 0; index < 8; index++) {
      await expectStatus(202, register());
    }
    expect(await mailbox.to(email, 'already-registered')).toHaveLength(5);
  });

  it('log-in waits for the verification, and says so only after the right password', async () => {
    await register();
    expect(await logIn('wrong password of mine')).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_CREDENTIALS' },
    });
    expect(await logIn()).toMatchObject({
      status: 403,
      body: { errorCode: 'EMAIL_NOT_VERIFIED' },
      cookies: [],
    });
    await verify();
    expect(await logIn()).toMatchObject({ status: 200 });
  });

  it('a reset verifies, too, for who lost the mail', async () => {
    await register();
    await expectStatus(202, browser.post('/account/password-reset', { email }));
    const token = await mailbox.tokenFor(email, 'reset-password');
    await expectStatus(
      204,
      browser.post('/account/password-reset/confirm', { token, password: NEW_PASSWORD }),
    );
    expect(await logIn(NEW_PASSWORD)).toMatchObject({ status: 200 });
  });

  it('a race for one address makes one account, and the same answers', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => register()));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
    const [{ count }] = await app.dataSource.query('SELECT count(*)::int FROM users WHERE email = $1', [
      email,
    ]);
    expect(count).toBe(1);
  });

  it('a bad password is refused before anything else', async () => {
    await register();
    expect(await register('short')).toMatchObject({ status: 400 });
    expect(await mailbox.to(email, 'already-registered')).toEqual([]);
  });
});
