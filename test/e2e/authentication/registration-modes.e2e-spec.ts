import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountCreationService } from '../../../src/account/account-creation.service.js';
import { PASSWORD } from '../../support/account.js';
import type { Answer } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const SEVEN_DAYS = 7 * 86_400;

let app: TestApp;

beforeAll(freezeClock);
afterAll(() => vi.useRealTimers());

async function start(variables: Record<string, string>): Promise<void> {
  app = await TestApp.start(variables);
}

function address(): string {
  return `${randomUUID()}@example.com`;
}

async function invite(email = address()): Promise<{ email: string; invitation: string }> {
  await app.app.get(AccountCreationService).invite(email);
  return { email, invitation: await new Mailbox(app).tokenFor(email, 'invitation') };
}

function register(body: { email: string; invitation?: string }): Promise<Answer> {
  return app.browser().post('/authentication/register', { password: PASSWORD, ...body });
}

async function accounts(email: string): Promise<number> {
  const [{ count }] = await app.dataSource.query('SELECT count(*)::int FROM users WHERE email = $1', [email]);
  return count;
}

const invalidToken = { status: 401, body: { errorCode: 'INVALID_TOKEN' } };

describe('registration by invitation', () => {
  beforeAll(() => start({ REGISTRATION: 'invite', EMAIL_VERIFICATION: 'required' }));
  afterAll(() => app.stop());
  afterEach(() => app.dataSource.query('DELETE FROM rate_limits'));

  it('is refused without one, alike for each address', async () => {
    const { email } = await app.app.get(AccountCreationService).create(address());
    for (const each of [address(), email]) {
      for (const invitation of [undefined, '']) {
        expect(await register({ email: each, invitation })).toMatchObject({
          status: 403,
          body: { errorCode: 'INVITATION_REQUIRED' },
        });
      }
    }
  });

  it('makes an account at once, whose address is verified, and which logs in', async () => {
    const { email, invitation } = await invite();
    expect(await register({ email: email.toUpperCase(), invitation })).toMatchObject({
      status: 201,
      body: { email, isEmailVerified: true },
    });
    const { body } = await app.browser().post('/authentication/log-in', { email, password: PASSWORD });
    expect(body).toMatchObject({ email });
    const events = await app.dataSource.query(
      'SELECT type FROM security_events WHERE user_id = $1 ORDER BY id LIMIT 2',
      [body.id],
    );
    expect(events).toEqual([{ type: 'user_created' }, { type: 'email_verified' }]);
  });

  it('works once, also when it is used many times at once, or the account is gone (ASVS 6.4.1)', async () => {
    const { email, invitation } = await invite();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register({ email, invitation })));
    const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
    expect([count(201), count(401)]).toEqual([1, 19]);
    await app.dataSource.query('DELETE FROM users WHERE email = $1', [email]);
    expect(await register({ email, invitation })).toMatchObject(invalidToken);
    expect(await accounts(email)).toBe(0);
  });

  it('is for the address that it was mailed to', async () => {
    const { email, invitation } = await invite();
    expect(await register({ email: address(), invitation })).toMatchObject({
      status: 400,
      body: {
        errorCode: 'VALIDATION_FAILED',
        message: ['email must be the address that the invitation was mailed to.'],
      },
    });
    expect(await register({ email, invitation })).toMatchObject({ status: 201 });
  });

  it('needs one that was not made up, replaced, or mailed for something else', async () => {
    const first = await invite();
    advanceClock(1);
    const second = await invite(first.email);
    expect(await register(first)).toMatchObject(invalidToken);
    expect(await register({ ...first, invitation: 'x'.repeat(43) })).toMatchObject(invalidToken);
    const { email } = await app.app.get(AccountCreationService).create(address());
    const invitation = await new Mailbox(app).tokenFor(email, 'first-password');
    expect(await register({ email, invitation })).toMatchObject(invalidToken);
    expect(await register(second)).toMatchObject({ status: 201 });
  });

  it('is not used up by a bad password, and ends after seven days', async () => {
    const { email, invitation } = await invite();
    const other = await invite();
    expect(await register({ email, invitation, password: 'password' } as never)).toMatchObject({
      status: 400,
    });
    advanceClock(SEVEN_DAYS - 1);
    expect(await register({ email, invitation })).toMatchObject({ status: 201 });
    advanceClock(1);
    expect(await register(other)).toMatchObject(invalidToken);
  });

  it('tells whoever has an invitation that the address got an account meanwhile', async () => {
    const { email, invitation } = await invite();
    await app.app.get(AccountCreationService).create(email);
    expect(await register({ email, invitation })).toMatchObject({
      status: 409,
      body: { errorCode: 'EMAIL_TAKEN' },
    });
  });
});

describe('closed registration', () => {
  beforeAll(() => start({ REGISTRATION: 'closed' }));
  afterAll(() => app.stop());

  it('is refused, with an invitation, too', async () => {
    await expect(app.app.get(AccountCreationService).invite(address())).rejects.toThrow(
      'REGISTRATION is closed',
    );
    for (const invitation of [undefined, 'x'.repeat(43)]) {
      const email = address();
      expect(await register({ email, ...(invitation && { invitation }) })).toMatchObject({
        status: 403,
        body: { errorCode: 'REGISTRATION_CLOSED' },
      });
      expect(await accounts(email)).toBe(0);
    }
  });

  it('lets nobody in who signed up before', async () => {
    const open = await TestApp.start({ EMAIL_VERIFICATION: 'required' });
    const email = address();
    await open.browser().post('/authentication/register', { email, password: PASSWORD });
    const token = await new Mailbox(open).tokenFor(email, 'verify-email');
    const columns = 'id, email, password_hash, token_hash, expires_at';
    const [row] = await open.dataSource.query(`SELECT ${columns} FROM pending_registrations`);
    await open.stop();
    await app.dataSource.query(
      `INSERT INTO pending_registrations (${columns}) VALUES ($1, $2, $3, $4, $5)`,
      Object.values(row),
    );
    const answer = await app.browser().post('/account/email-verification/confirm', { token });
    expect(answer).toMatchObject({ status: 403, body: { errorCode: 'REGISTRATION_CLOSED' } });
    expect(await accounts(email)).toBe(0);
  });
});

describe('open registration', () => {
  beforeAll(() => start({}));
  afterAll(() => app.stop());

  it('takes an invitation, which verifies the address', async () => {
    const { email, invitation } = await invite();
    expect(await register({ email, invitation })).toMatchObject({
      status: 201,
      body: { isEmailVerified: true },
    });
  });
});
