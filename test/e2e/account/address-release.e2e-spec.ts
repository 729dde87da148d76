import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import type { ReceivedMail } from '../../support/received-mail.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const NEW_PASSWORD = 'another horse battery staple';
const invalid = { status: 401, body: { errorCode: 'INVALID_TOKEN' } };

describe('an address that somebody else took', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let squatter: Account;
  let squattersBrowser: Browser;
  let owner: Browser;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start({ EMAIL_VERIFICATION: 'optional' });
    mailbox = new Mailbox(app);
    owner = app.browser();
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    squatter = await app.account();
    squattersBrowser = await squatter.logIn();
  });

  async function resetMail(): Promise<ReceivedMail> {
    await expectStatus(202, owner.post('/account/password-reset', { email: squatter.email }));
    const [mail] = await mailbox.to(squatter.email, 'reset-password');
    return mail as ReceivedMail;
  }

  async function releaseToken(): Promise<string> {
    return (await resetMail()).tokens['/release-address'] ?? '';
  }

  function release(token: string): Promise<Answer> {
    return owner.post('/account/release', { token });
  }

  function reset(token: string): Promise<Answer> {
    return owner.post('/account/password-reset/confirm', { token, password: NEW_PASSWORD });
  }

  async function confirmAddress(): Promise<void> {
    const token = await mailbox.tokenFor(squatter.email, 'verify-email');
    await expectStatus(204, owner.post('/account/email-verification/confirm', { token }));
  }

  it('is released by the owner, whatever second factor the account has', async () => {
    await squatter.turnTwoFactorOn(squattersBrowser);
    const { token, tokens } = await resetMail();
    expect(await reset(token)).toMatchObject({ status: 401, body: { errorCode: 'SECOND_FACTOR_REQUIRED' } });

    expect(await release(tokens['/release-address'] ?? '')).toMatchObject({
      status: 204,
      body: '',
      cookies: [],
    });
    expect(await squattersBrowser.get('/authentication')).toMatchObject({ status: 401 });
    await expect(squatter.logIn()).rejects.toThrow('WRONG_CREDENTIALS');
    expect(await reset(token)).toMatchObject(invalid);
    const body = { email: squatter.email, password: NEW_PASSWORD };
    expect(await owner.post('/authentication/register', body)).toMatchObject({ status: 201 });
  });

  it('is released also when the squatter changes password and second factor meanwhile', async () => {
    const token = await releaseToken();
    await squatter.turnTwoFactorOn(squattersBrowser);
    const passwords = { currentPassword: squatter.password, newPassword: NEW_PASSWORD };
    await expectStatus(204, squattersBrowser.patch('/account/password', passwords));
    expect(await release(token)).toMatchObject({ status: 204 });
  });

  it('is released once, also by ten requests at the same time', async () => {
    const token = await releaseToken();
    const answers = await Promise.all(Array.from({ length: 10 }, () => release(token)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  it('is kept where it was confirmed: the mail offers nothing', async () => {
    await confirmAddress();
    const { tokens, text } = await resetMail();
    expect(Object.keys(tokens)).toEqual(['/reset-password/mailed']);
    expect(text).not.toContain('elease');
  });

  it('is kept where it was confirmed, or the password reset, after the mail', async () => {
    const { token, tokens } = await resetMail();
    const releasing = tokens['/release-address'] ?? '';
    await expectStatus(204, reset(token));
    expect(await release(releasing)).toMatchObject(invalid);
    squatter.password = NEW_PASSWORD;
    await expect(squatter.logIn()).resolves.toBeDefined();

    squatter = await app.account();
    const second = await releaseToken();
    await confirmAddress();
    expect(await release(second)).toMatchObject(invalid);
    await expect(squatter.logIn()).resolves.toBeDefined();
  });

  it('is free already where the account moved on to another address, and that account stays', async () => {
    const token = await releaseToken();
    const next = `${randomUUID()}@example.com`;
    await expectStatus(202, squattersBrowser.patch('/account/email', { email: next }));
    const change = { token: await mailbox.tokenFor(next, 'change-email') };
    await expectStatus(204, owner.post('/account/email-verification/confirm', change));
    expect(await release(token)).toMatchObject(invalid);
    expect(await squattersBrowser.get('/authentication')).toMatchObject({ status: 200 });
  });

  it('is not freed of the next account that has it', async () => {
    const token = await releaseToken();
    // As the release before, which knows of no such token, changes it during an update.
    const move = 'UPDATE users SET email = $2 WHERE email = $1';
    await app.dataSource.query(move, [squatter.email, `${randomUUID()}@example.com`]);
    const next = await app.account(squatter.email);
    expect(await release(token)).toMatchObject(invalid);
    await expect(next.logIn()).resolves.toBeDefined();
  });

  it('is not freed of an account that the operator disabled', async () => {
    const token = await releaseToken();
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [squatter.email]);
    expect(await release(token)).toMatchObject(invalid);
  });

  it('has ten minutes for it', async () => {
    const token = await releaseToken();
    advanceClock(600);
    expect(await release(token)).toMatchObject(invalid);
  });

  it('takes the token for this, and no other; and that for nothing else (ASVS 6.6.2)', async () => {
    const verification = await mailbox.tokenFor(squatter.email, 'verify-email');
    const { token, tokens } = await resetMail();
    const releasing = tokens['/release-address'] ?? '';
    for (const other of [token, verification, '', 'x']) {
      expect(await release(other)).toMatchObject(invalid);
    }
    expect(await reset(releasing)).toMatchObject(invalid);
    const confirmation = owner.post('/account/email-verification/confirm', { token: releasing });
    expect(await confirmation).toMatchObject(invalid);
  });

  it('is not released by a GET, as link scanners send them', async () => {
    const token = await releaseToken();
    expect(await owner.get(`/account/release?token=${token}`)).toMatchObject({ status: 404 });
    expect(await squattersBrowser.get('/authentication')).toMatchObject({ status: 200 });
  });

  it('has each token of its mail on a line of its own, for who gets the link without it', async () => {
    const { text, tokens } = await resetMail();
    expect(Object.keys(tokens)).toEqual(['/reset-password/mailed', '/release-address']);
    expect(text.split('\n')).toEqual(expect.arrayContaining(Object.values(tokens)));
    const [verification] = await mailbox.to(squatter.email, 'verify-email');
    expect(verification?.text.split('\n')).toContain(verification?.token);
  });
});
