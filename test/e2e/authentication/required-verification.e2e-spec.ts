import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MailOutbox } from '../../../src/mail/mail.outbox.js';
import { HousekeepingService } from '../../../src/maintenance/housekeeping.service.js';
import { UsersService } from '../../../src/users/users.service.js';
import { expectStatus, PASSWORD } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { HeldLock } from '../../support/held-lock.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const NEW_PASSWORD = 'another horse battery staple';
const invalid = { status: 401, body: { errorCode: 'INVALID_TOKEN' } };

describe('with EMAIL_VERIFICATION=required', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let browser: Browser;
  let email: string;

  useTestApp(
    (started) => {
      app = started;
      mailbox = new Mailbox(app);
    },
    () => TestApp.start({ EMAIL_VERIFICATION: 'required' }),
  );
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

  function confirm(token: string): Promise<Answer> {
    return browser.post('/account/email-verification/confirm', { token });
  }

  async function verify(): Promise<void> {
    await expectStatus(204, confirm(await mailbox.tokenFor(email, 'verify-email')));
  }

  async function registerAndGetToken(password = PASSWORD): Promise<string> {
    // So that the files sort by time.
    advanceClock(1);
    await expectStatus(202, register(password));
    return mailbox.tokenFor(email, 'verify-email');
  }

  /** As 0.1.0 made them, and as they are made where verification is optional. */
  async function makeUnverified(): Promise<void> {
    await registerAndGetToken();
    await verify();
    await app.dataSource.query('UPDATE users SET email_verified_at = NULL WHERE email = $1', [email]);
  }

  async function count(table: string): Promise<number> {
    const rows = await app.dataSource.query(`SELECT FROM ${table} WHERE email = $1`, [email]);
    return rows.length;
  }

  it('counts the mails of an address one after the other: who looks while another is about to send waits', async () => {
    const outbox = app.app.get(MailOutbox);
    for (let mail = 0; mail < 4; mail++) {
      await expectStatus(202, register());
    }
    const observer = await HeldLock.take(app, 'SELECT 1');
    const registration = await app.dataSource.transaction(async (manager) => {
      expect(await outbox.isFull(manager, 'verify-email', email)).toBe(false);
      const answer = register();
      await observer.isWaitedForBy(1, answer);
      await outbox.enqueue(manager, {
        to: email,
        language: null,
        template: 'verify-email',
        subject: 'The fifth',
        body: [],
      });
      return { answer };
    });
    await observer.release();
    expect((await registration.answer).status).toBe(202);
    expect(await mailbox.to(email)).toHaveLength(5);
  });

  it('registration answers the same for a new and for a taken address (ASVS 6.3.8)', async () => {
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

  it('asks the database the same for a free and for a taken address, and for one that is not confirmed (ASVS 6.3.8)', async () => {
    const statements: string[] = [];
    const statementsOf = async (): Promise<string[]> => {
      statements.length = 0;
      await expectStatus(202, register());
      // The worker that sends mails only changes rows.
      return statements.filter((statement) => /^(?:SELECT|INSERT|DELETE).* "\w+"/.test(statement));
    };
    await makeUnverified();
    vi.spyOn(app.dataSource.logger, 'logQuery').mockImplementation((query: string) => statements.push(query));
    const unconfirmed = await statementsOf();
    await app.dataSource.query('UPDATE users SET email_verified_at = now() WHERE email = $1', [email]);
    const taken = await statementsOf();
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [email]);
    const disabled = await statementsOf();
    email = `${randomUUID()}@example.com`;
    const free = await statementsOf();
    vi.restoreAllMocks();
    expect(free.join('\n')).toMatch(/INSERT INTO "pending_registrations".*INSERT INTO "mails"/s);
    expect({ unconfirmed, taken, disabled }).toEqual({ unconfirmed: free, taken: free, disabled: free });
  });

  it('makes no user before the link is opened: log-in answers as for an unknown address', async () => {
    await register();
    expect(await count('users')).toBe(0);
    const unknown = { email: `${randomUUID()}@example.com`, password: PASSWORD };
    const { status, body } = await browser.post('/authentication/log-in', unknown);
    expect(await logIn()).toMatchObject({ status, body, cookies: [] });
    expect(body).toMatchObject({ statusCode: 401, errorCode: 'WRONG_CREDENTIALS' });
    await expectStatus(202, browser.post('/account/password-reset', { email }));
    expect(await mailbox.to(email, 'reset-password')).toEqual([]);
  });

  it('does not tell by a log-in whether the address was free', async () => {
    await register();
    await verify();
    await register(NEW_PASSWORD);
    const taken = await logIn(NEW_PASSWORD);
    email = `${randomUUID()}@example.com`;
    await register(NEW_PASSWORD);
    const free = await logIn(NEW_PASSWORD);
    expect({ status: free.status, body: free.body }).toEqual({ status: taken.status, body: taken.body });
  });

  it('makes the user when the link is opened, once', async () => {
    const token = await registerAndGetToken();
    expect(await confirm(token)).toMatchObject({ status: 204, body: '', cookies: [] });
    expect(await logIn()).toMatchObject({ status: 200, body: { email, isEmailVerified: true } });
    const { body } = await browser.get('/account/security-events');
    const types = body.items.map(({ type }: { type: string }) => type);
    expect(types).toEqual(expect.arrayContaining(['user_created', 'email_verified']));
    expect(await confirm(token)).toMatchObject(invalid);
    expect(await count('pending_registrations')).toBe(0);
  });

  it('a later registration does not kill the link of an earlier one; the first that is opened counts', async () => {
    const mine = await registerAndGetToken();
    const strangers = await registerAndGetToken('the password of a squatter');
    expect(await confirm(mine)).toMatchObject({ status: 204 });
    expect(await confirm(strangers)).toMatchObject(invalid);
    expect(await logIn('the password of a squatter')).toMatchObject({ status: 401 });
    expect(await logIn()).toMatchObject({ status: 200 });
  });

  it('one of several links that are opened at the same time makes the account', async () => {
    const tokens = [await registerAndGetToken(), await registerAndGetToken(), await registerAndGetToken()];
    const answers = await Promise.all([...tokens, ...tokens].map((token) => confirm(token)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => [401, 409].includes(status))).toHaveLength(5);
    expect(await count('users')).toBe(1);
    expect(await count('pending_registrations')).toBe(0);
  });

  it('a link that ended while it was being opened makes nothing', async () => {
    const token = await registerAndGetToken();
    const users = app.app.get(UsersService);
    const create = users.insert.bind(users);
    vi.spyOn(users, 'insert').mockImplementationOnce(async (...parameters) => {
      // As if another link of the address had been opened, and that account been deleted again.
      await app.dataSource.query('DELETE FROM pending_registrations WHERE email = $1', [email]);
      return create(...parameters);
    });
    expect(await confirm(token)).toMatchObject(invalid);
    expect(await count('users')).toBe(0);
  });

  it('says to who opens the link that the address has an account by now', async () => {
    const token = await registerAndGetToken();
    const other = email;
    email = `${randomUUID()}@example.com`;
    await register();
    await verify();
    await expectStatus(200, logIn());
    await expectStatus(202, browser.patch('/account/email', { email: other }));
    await expectStatus(204, confirm(await mailbox.tokenFor(other, 'change-email')));
    expect(await confirm(token)).toMatchObject({ status: 409, body: { errorCode: 'EMAIL_TAKEN' } });
  });

  it('the link works for 24 hours (ASVS 6.4.1)', async () => {
    const token = await registerAndGetToken();
    advanceClock(24 * 3600 - 1);
    const late = await registerAndGetToken();
    expect(await confirm(token)).toMatchObject(invalid);
    advanceClock(24 * 3600 - 1);
    expect(await confirm(late)).toMatchObject({ status: 204 });
  });

  it('housekeeping removes what was never confirmed', async () => {
    await register();
    await app.app.get(HousekeepingService).run();
    expect(await count('pending_registrations')).toBe(1);
    advanceClock(24 * 3600);
    await app.app.get(HousekeepingService).run();
    expect(await count('pending_registrations')).toBe(0);
  });

  it.each(['verify-email', 'already-registered'] as const)(
    'sends five %s mails in an hour at the most',
    async (kind) => {
      if (kind === 'already-registered') {
        await registerAndGetToken();
        await verify();
      }
      for (let index = 0; index < 8; index++) {
        await expectStatus(202, register());
      }
      expect(await mailbox.to(email, kind)).toHaveLength(5);
    },
  );

  describe('an account from before, whose address was never confirmed', () => {
    it('waits for the verification, and hears so only after the right password', async () => {
      await makeUnverified();
      expect(await logIn('wrong password of mine')).toMatchObject({
        status: 401,
        body: { errorCode: 'WRONG_CREDENTIALS' },
      });
      expect(await logIn()).toMatchObject({
        status: 403,
        body: { errorCode: 'EMAIL_NOT_VERIFIED' },
        cookies: [],
      });
    });

    it('is verified by a reset, which also ousts who took the address first', async () => {
      await makeUnverified();
      await expectStatus(202, browser.post('/account/password-reset', { email }));
      const token = await mailbox.tokenFor(email, 'reset-password');
      const body = { token, password: NEW_PASSWORD };
      await expectStatus(204, browser.post('/account/password-reset/confirm', body));
      expect(await logIn()).toMatchObject({ status: 401 });
      expect(await logIn(NEW_PASSWORD)).toMatchObject({ status: 200, body: { isEmailVerified: true } });
    });
  });

  it('a bad password is refused before anything else', async () => {
    expect(await register('short')).toMatchObject({ status: 400 });
    expect(await mailbox.to(email)).toEqual([]);
  });
});
