import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PasswordResetRequests } from '../../../src/account/password-reset-requests.service.js';
import { PasswordResetService } from '../../../src/account/password-reset.service.js';
import { MailOutbox } from '../../../src/mail/mail.outbox.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import type { Mailbox } from '../../support/mailbox.js';
import { NEW_PASSWORD, PasswordResets } from '../../support/password-resets.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

describe('the password reset', () => {
  let app: TestApp;
  let resets: PasswordResets;
  let mailbox: Mailbox;
  let owner: Account;
  let stranger: Browser;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start({ PUBLIC_URL: 'http://localhost:3999' });
    resets = new PasswordResets(app);
    ({ mailbox, stranger } = resets);
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
  });

  const ask = (email = owner.email) => resets.ask(email);
  const getToken = () => resets.tokenFor(owner);
  const confirm = (token: string, body?: Record<string, unknown>) => resets.confirm(token, body);

  it('sets the new password, ends every session and logs nobody in (ASVS 6.3.4, 6.3.6, 6.4.3)', async () => {
    const browser = await owner.logIn();
    const answer = await confirm(await getToken());
    expect(answer).toMatchObject({ status: 204, body: '', cookies: [] });
    expect(await browser.get('/authentication')).toMatchObject({ status: 401 });
    expect(await browser.post('/authentication/refresh')).toMatchObject({ status: 401 });
    await expect(owner.logIn()).rejects.toThrow('WRONG_CREDENTIALS');
    owner.password = NEW_PASSWORD;
    const { body } = await (await owner.logIn()).get('/authentication');
    expect(body).toMatchObject({ email: owner.email, isEmailVerified: true });
  });

  it('answers the same for a known, an unknown and a disabled address, and mails the known one only (ASVS 6.3.8)', async () => {
    const disabled = await app.account();
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [disabled.email]);
    const unknown = 'nobody@example.com';
    const answers = [await ask(), await ask(unknown), await ask(disabled.email)];
    const [known, ...others] = answers.map(({ status, body, headers }) => ({
      status,
      body,
      headers: [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)),
    }));
    expect(known?.status).toBe(202);
    expect(others).toEqual([known, known]);
    expect(await mailbox.to(owner.email, 'reset-password')).toHaveLength(1);
    expect(await mailbox.to(unknown)).toEqual([]);
    expect(await mailbox.to(disabled.email, 'reset-password')).toEqual([]);
  });

  it('looks at a request at a time of its own, which nobody brings forward by asking, too', async () => {
    const delay = vi.spyOn(Math, 'random').mockReturnValue(0.99);
    await ask();
    delay.mockReturnValue(0);
    await ask('nobody@example.com');
    const waiting = () =>
      app.dataSource.query<{ email: string }[]>('SELECT email FROM password_reset_requests');
    await vi.waitFor(
      async () => expect(await waiting()).not.toContainEqual({ email: 'nobody@example.com' }),
      { timeout: 10_000 },
    );
    delay.mockRestore();
    expect(await waiting()).toEqual([{ email: owner.email }]);
    expect(await mailbox.to(owner.email, 'reset-password')).toHaveLength(1);
  });

  it('does nothing with the address before it answers', async () => {
    const job = vi.spyOn(app.app.get(PasswordResetService), 'issue').mockRejectedValue(new Error('later'));
    expect(await ask()).toMatchObject({ status: 202 });
    await mailbox.settle();
    job.mockRestore();
    expect(await mailbox.to(owner.email, 'reset-password')).toHaveLength(1);
  });

  it('does what was asked for before a kill', async () => {
    await app.dataSource.query(
      `INSERT INTO password_reset_requests (email, ip, user_agent, request_id, created_at)
       VALUES ($1, '127.0.0.1', '', '', now())`,
      [owner.email],
    );
    await app.app.get(PasswordResetRequests).idle();
    expect(await mailbox.to(owner.email, 'reset-password')).toHaveLength(1);
  });

  it('mails an address five times in an hour at the most while a link works, and says nothing of it', async () => {
    for (let index = 0; index < 7; index++) {
      // So that the files sort by time.
      advanceClock(1);
      await expectStatus(202, ask());
      await mailbox.settle();
    }
    const mails = await mailbox.to(owner.email, 'reset-password');
    expect(mails).toHaveLength(5);
    expect(await confirm(mails.at(-1)?.token ?? '')).toMatchObject({ status: 204 });
    advanceClock(3601);
    await expectStatus(202, ask());
    expect(await mailbox.to(owner.email, 'reset-password')).toHaveLength(6);
  });

  it('is not denied by a stranger who asks for it all the time: there is always a link that works', async () => {
    for (let minute = 0; minute < 60; minute++) {
      advanceClock(60);
      await expectStatus(202, ask());
      await mailbox.settle();
      const newest = await mailbox.tokenFor(owner.email, 'reset-password');
      // A bad password leaves the token as it is.
      expect(await confirm(newest, { password: 'short' })).toMatchObject({ status: 400 });
    }
    expect((await mailbox.to(owner.email, 'reset-password')).length).toBeLessThanOrEqual(11);
    expect(await confirm(await mailbox.tokenFor(owner.email, 'reset-password'))).toMatchObject({
      status: 204,
    });
  });

  it('can be asked for 200 times in an hour from one address, whatever it is asked for (ASVS 2.3.2)', async () => {
    await app.dataSource.query('DELETE FROM rate_limits');
    await expectStatus(202, ask('nobody@example.com'));
    const requestLimit = `UPDATE rate_limits SET points = $1 WHERE key LIKE 'password-reset:%'`;
    expect(await app.dataSource.query(requestLimit, [199])).toEqual([[], 1]);
    await expectStatus(202, ask('nobody-else@example.com'));
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(refused.headers.get('retry-after'))).toBe(3600);
    expect(await mailbox.to(owner.email, 'reset-password')).toEqual([]);
    advanceClock(3600);
    await expectStatus(202, ask());
    expect(await mailbox.to(owner.email, 'reset-password')).toHaveLength(1);
  });

  it('takes the link from PUBLIC_URL, whatever the Host header says, with the token in the fragment (ASVS 14.2.1)', async () => {
    await new Promise<void>((resolve, reject) => {
      const outgoing = request(`${app.url}/account/password-reset`, {
        method: 'POST',
        headers: {
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
          'content-type': 'application/json',
        },
      });
      outgoing.on('response', (response) => response.resume().on('end', resolve)).on('error', reject);
      outgoing.end(JSON.stringify({ email: owner.email }));
    });
    const [mail] = await mailbox.to(owner.email, 'reset-password');
    expect(mail?.text).toContain('\nhttp://localhost:3999/reset-password/mailed#token=');
    expect(mail?.source).not.toContain('evil.example');
  });

  describe('the token', () => {
    const invalid = { status: 401, body: { errorCode: 'INVALID_TOKEN' } };

    it('works once, also for 10 requests at the same time (ASVS 6.5.1)', async () => {
      const token = await getToken();
      const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(token)));
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
    });

    it('works for ten minutes (ASVS 6.5.5)', async () => {
      const first = await getToken();
      advanceClock(600);
      expect(await confirm(first)).toMatchObject(invalid);
      const second = await getToken();
      advanceClock(599);
      expect(await confirm(second)).toMatchObject({ status: 204 });
    });

    it('lives on beside newer ones, which a stranger may have asked for, until one of them is used', async () => {
      const tokens: string[] = [];
      for (let index = 0; index < 3; index++) {
        tokens.push(await getToken());
        advanceClock(1);
      }
      const [oldest = '', ...newer] = tokens;
      expect(new Set(tokens).size).toBe(3);
      expect(await confirm(oldest)).toMatchObject({ status: 204 });
      for (const token of newer) {
        expect(await confirm(token)).toMatchObject(invalid);
      }
    });

    it('is one of several of which one works, also when all are used at the same time', async () => {
      const tokens: string[] = [];
      for (let index = 0; index < 5; index++) {
        tokens.push(await getToken());
        advanceClock(1);
      }
      const answers = await Promise.all(tokens.map((token) => confirm(token)));
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
    });

    it('is for this purpose only (ASVS 6.6.2)', async () => {
      const verification = await mailbox.tokenFor(owner.email, 'verify-email');
      expect(await confirm(verification)).toMatchObject(invalid);
      const reset = await getToken();
      const crossed = await stranger.post('/account/email-verification/confirm', { token: reset });
      expect(crossed).toMatchObject(invalid);
    });

    it('dies when the password is changed, when two-factor authentication changes, and with the account', async () => {
      const browser = await owner.logIn();
      const beforeChange = await getToken();
      const body = { currentPassword: owner.password, newPassword: NEW_PASSWORD };
      await expectStatus(204, browser.patch('/account/password', body));
      owner.password = NEW_PASSWORD;
      expect(await confirm(beforeChange)).toMatchObject(invalid);
      advanceClock(1);
      const beforeTwoFactor = await getToken();
      await owner.turnTwoFactorOn(browser);
      expect(await confirm(beforeTwoFactor)).toMatchObject(invalid);
      advanceClock(1);
      const beforeDeletion = await getToken();
      await expectStatus(204, browser.delete('/account', { password: owner.password }));
      expect(await confirm(beforeDeletion)).toMatchObject(invalid);
    });

    it('is worth nothing for an account that was disabled since', async () => {
      const token = await getToken();
      await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [owner.email]);
      expect(await confirm(token)).toMatchObject(invalid);
    });

    it.each(['', 'x', 'x'.repeat(256), '../../../etc', "' OR 1=1 --"])('is not %j', async (token) => {
      expect(await confirm(token)).toMatchObject(invalid);
    });

    it('stays alive when the password does not satisfy the policy', async () => {
      const token = await getToken();
      expect(await confirm(token, { password: 'short' })).toMatchObject({
        status: 400,
        body: { errorCode: 'VALIDATION_FAILED' },
      });
      expect(await confirm(token)).toMatchObject({ status: 204 });
    });

    it('stands nowhere in the database', async () => {
      await expectStatus(202, ask());
      const token = await mailbox.tokenFor(owner.email, 'reset-password');
      for (const table of ['recovery_tokens', 'mails', 'security_events']) {
        const rows = await app.dataSource.query(`SELECT ${table}::text AS row FROM ${table}`);
        expect(rows.filter(({ row }: { row: string }) => row.includes(token))).toEqual([]);
      }
    });
  });

  it('ignores a code where two-factor authentication is off', async () => {
    expect(await confirm(await getToken(), { twoFactorAuthenticationCode: '123456' })).toMatchObject({
      status: 204,
    });
  });

  it('is one transaction with its mail: where that cannot be written, nothing has happened', async () => {
    const browser = await owner.logIn();
    const token = await getToken();
    const enqueue = vi.spyOn(app.app.get(MailOutbox), 'enqueue').mockRejectedValueOnce(new Error('full'));
    expect(await confirm(token)).toMatchObject({ status: 500 });
    enqueue.mockRestore();
    expect(await browser.get('/authentication')).toMatchObject({ status: 200 });
    await expect(owner.logIn()).resolves.toBeDefined();
    expect(await confirm(token)).toMatchObject({ status: 204 });
  });
});
