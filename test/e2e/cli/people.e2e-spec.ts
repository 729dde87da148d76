import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.js';
import { Environment } from '../../../src/options/environment.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { CommandResult } from '../../support/command-line.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';

let app: TestApp;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start({ REGISTRATION: 'invite' });
  // Accounts of the tests themselves, as of before.
  app.app.get(Environment).REGISTRATION = 'open';
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});
beforeEach(() => app.dataSource.query('DELETE FROM rate_limits'));
afterEach(() => vi.restoreAllMocks());

/** In this process, so that the clock stands still; what must end with the command is the application's own. */
async function run(...args: string[]): Promise<CommandResult> {
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  const application = {
    get: app.app.get.bind(app.app),
    close: () => Promise.resolve(),
  } as INestApplicationContext;
  const exitCode = await runCommandLine(args, {
    environment: () => new Environment(),
    application: () => Promise.resolve(application),
    database: () => Promise.reject(new Error('no command of these')),
  });
  vi.restoreAllMocks();
  return { exitCode, ...written };
}

function address(): string {
  return `${randomUUID()}@example.com`;
}

describe('user groups', () => {
  it('adds, lists and removes, in the order of the alphabet, once each', async () => {
    const account = await app.account();
    const groups = (...rest: string[]) => run('user', 'groups', account.email, ...rest);
    const done = (what: string) => `Done: user groups ${account.email} ${what}\n`;
    expect(await groups('add', 'staff')).toMatchObject({ exitCode: 0, stdout: done('add staff') });
    expect(await groups('add', 'admins')).toMatchObject({ exitCode: 0, stdout: done('add admins') });
    expect(await groups('add', 'admins')).toMatchObject({ exitCode: 0, stdout: 'Nothing to do.\n' });
    expect(await groups('list')).toMatchObject({ exitCode: 0, stdout: 'admins\nstaff\n' });
    expect(await groups('remove', 'staff')).toMatchObject({ exitCode: 0, stdout: done('remove staff') });
    expect(await groups('remove', 'staff')).toMatchObject({ exitCode: 0, stdout: 'Nothing to do.\n' });
    const { stdout } = await groups('list', '--json');
    expect(JSON.parse(stdout)).toEqual({ email: account.email, groups: ['admins'] });
    const events = await app.securityEvents(account);
    expect(events.filter((type) => type.startsWith('user_group'))).toEqual([
      'user_group_added',
      'user_group_added',
      'user_group_removed',
    ]);
  });

  it('answers an unknown address with exit code 3', async () => {
    expect(await run('user', 'groups', address(), 'list')).toMatchObject({ exitCode: 3, stdout: '' });
  });
});

describe('user create', () => {
  it('makes a verified account, and mails the link to set its first password (ASVS 6.4.1)', async () => {
    const email = address();
    const made = await run('user', 'create', ` ${email.toUpperCase()}`);
    expect(made).toMatchObject({ exitCode: 0, stdout: `Done: made ${email}\n` });
    const token = await new Mailbox(app).tokenFor(email, 'first-password');
    await expectStatus(
      204,
      app.browser().post('/account/password-reset/confirm', { token, password: PASSWORD }),
    );
    const { body } = await app.browser().post('/authentication/log-in', { email, password: PASSWORD });
    expect(body).toMatchObject({ email, isEmailVerified: true });
    expect(await app.securityEvents({ email } as Account)).toEqual(
      expect.arrayContaining(['user_created', 'authn_password_reset']),
    );
  });

  it('lets nobody in before that (ASVS 6.4.1)', async () => {
    const email = address();
    await run('user', 'create', email);
    for (const password of ['', 'undefined', PASSWORD].filter(Boolean)) {
      const answer = await app.browser().post('/authentication/log-in', { email, password });
      expect(answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } });
    }
  });

  it.each(['create', 'invite'])(
    'prints the link of user %s where that is asked for, and only then',
    async (verb) => {
      expect((await run('user', verb, address())).stdout).not.toContain('http');
      expect(JSON.parse((await run('user', verb, address(), '--json')).stdout)).not.toHaveProperty('link');
      const email = address();
      const printed = JSON.parse((await run('user', verb, email, '--print-link', '--json')).stdout);
      const template = verb === 'create' ? 'first-password' : 'invitation';
      const token = await new Mailbox(app).tokenFor(email, template);
      const page =
        verb === 'create'
          ? `reset-password/mailed#token=${token}&email=${encodeURIComponent(email)}`
          : `sign-up#invitation=${token}`;
      expect(printed).toEqual({ email, link: `http://localhost:3000/${page}` });
    },
  );

  it.each(['create', 'invite'])('says in a sentence that user %s met an account', async (verb) => {
    const { email } = await app.account();
    await expect(run('user', verb, email)).rejects.toThrow(
      `There is an account with the address ${email} already.`,
    );
  });
});

describe('user list', () => {
  it('has every account, with what stands out', async () => {
    const disabled = await app.verifiedAccount();
    await run('user', 'disable', disabled.email);
    const guarded = await app.account();
    await guarded.turnTwoFactorOn(await guarded.logIn());
    const { stdout } = await run('user', 'list');
    expect(stdout).toMatch(new RegExp(`^${disabled.email} .* disabled$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^${guarded.email} .* two-factor, unverified$`, 'm'));
    const accounts = JSON.parse((await run('user', 'list', '--json')).stdout);
    const [{ count }] = await app.dataSource.query('SELECT count(*)::int FROM users');
    expect(accounts).toHaveLength(count);
    expect(accounts).toContainEqual(
      expect.objectContaining({
        email: guarded.email,
        isTwoFactorAuthenticationEnabled: true,
        disabledAt: null,
      }),
    );
    expect(stdout + JSON.stringify(accounts)).not.toContain('password');
  });

  it('goes on past a page', async () => {
    await app.dataSource.query(
      `INSERT INTO users (email, password_hash, created_at)
       SELECT 'many-' || n || '@example.com', 'none', now() FROM generate_series(1, 1000) n`,
    );
    const { stdout } = await run('user', 'list');
    expect(stdout.match(/^many-/gm)).toHaveLength(1000);
    await app.dataSource.query(`DELETE FROM users WHERE email LIKE 'many-%'`);
    expect(new Set(stdout.split('\n')).size).toBe(stdout.split('\n').length);
  });
});

describe('user unlock', () => {
  it('lets the owner in again after too many wrong passwords', async () => {
    const [owner, other] = [await app.verifiedAccount(), await app.verifiedAccount()];
    const logIn = (email: string, password: string) =>
      app.browser().post('/authentication/log-in', { email, password });
    for (const { email } of [owner, other]) {
      for (let n = 0; n < 10; n++) {
        await logIn(email, 'a wrong horse battery staple');
      }
      expect(await logIn(email, PASSWORD)).toMatchObject({ status: 429 });
    }
    expect(await run('user', 'unlock', owner.email)).toMatchObject({
      exitCode: 0,
      stdout: `Done: user unlock ${owner.email}\n`,
    });
    expect(await logIn(owner.email, PASSWORD)).toMatchObject({ status: 200 });
    expect(await logIn(other.email, PASSWORD)).toMatchObject({ status: 429 });
    expect(await app.securityEvents(owner)).toContain('user_unlocked');
    expect(await new Mailbox(app).to(owner.email, 'user_unlocked')).toHaveLength(1);
  });

  it('gives a session its tries of the password back', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    const reauthenticate = (password: string) => browser.post('/authentication/reauthenticate', { password });
    for (let n = 0; n < 10; n++) {
      await reauthenticate('a wrong horse battery staple');
    }
    expect(await reauthenticate(PASSWORD)).toMatchObject({ status: 429 });
    await run('user', 'unlock', owner.email);
    expect(await reauthenticate(PASSWORD)).toMatchObject({ status: 200 });
  });

  it.each([
    ['a wait', 'failed_attempts = 20, next_attempt_at = $2'],
    ['the lock', 'failed_attempts = 100, failed_unlock_attempts = 20, locked_at = $2'],
  ])('ends %s after wrong codes', async (_, state) => {
    const owner = await app.account();
    await owner.turnTwoFactorOn(await owner.logIn());
    const later = new Date(Date.now() + 3_600_000);
    await app.dataSource.query(
      `UPDATE second_factor_budgets SET ${state} WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
      [owner.email, later],
    );
    const code = { twoFactorAuthenticationCode: await owner.code() };
    expect((await (await owner.logIn()).post('/2fa/authenticate', code)).status).toBeGreaterThanOrEqual(403);
    await run('user', 'unlock', owner.email);
    await expectStatus(200, (await owner.logIn()).post('/2fa/authenticate', code));
  });

  it('knows who is not there', async () => {
    expect(await run('user', 'unlock', address())).toMatchObject({ exitCode: 3 });
  });
});

it.each([['show'], ['disable'], ['enable'], ['unlock'], ['revoke-sessions'], ['send-password-reset']])(
  'user %s --json prints nothing but JSON',
  async (verb) => {
    const { email } = await app.account();
    const { exitCode, stdout } = await run('user', verb, email, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ email });
  },
);
