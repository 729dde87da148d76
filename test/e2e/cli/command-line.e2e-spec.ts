import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.js';
import { DataDirectoryLock } from '../../../src/database/embedded/data-directory-lock.js';
import { openSocketDirectory } from '../../../src/database/embedded/socket-directory.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { type CommandResult, runCommand } from '../../support/command-line.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp, testKeys } from '../../support/test-app.js';
import { createTestDatabase } from '../../support/test-database.js';

// Starting a process takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// Without a frozen clock: the command line is another process.
describe('the command line', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.verifiedAccount();
    browser = await owner.logIn();
  });

  /** On the database of the server, which is running. */
  function run(args: string[], variables?: Record<string, string>): Promise<CommandResult> {
    return runCommand(args, settings(variables));
  }

  /** In this process: what must not open a database. */
  async function runWithoutDatabase(args: string[]): Promise<CommandResult> {
    const written = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      vi.spyOn(process[stream], 'write').mockImplementation((text) => {
        written[stream] += String(text);
        return true;
      });
    }
    const opened = () => {
      throw new Error('opened the database');
    };
    const exitCode = await runCommandLine(args, {
      environment: opened,
      application: opened,
      database: opened,
    });
    vi.restoreAllMocks();
    return { exitCode, ...written };
  }

  function settings(variables: Record<string, string> = {}): Record<string, string> {
    const { url } = app.dataSource.options as { url: string };
    return {
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      DATABASE_URL: url,
      DATA_DIR: app.dataDirectory,
      ...testKeys,
      ...variables,
    };
  }

  /** By whichever process; the mails of both are in one folder. */
  async function mailsTo(email: string): Promise<string[]> {
    const directory = join(app.dataDirectory, 'mail');
    const names = (await readdir(directory)).filter((name) => name.endsWith('.eml'));
    const mails = await Promise.all(
      names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')]),
    );
    return mails
      .filter(([, source]) => source?.includes(`\r\nTo: ${email}\r\n`))
      .map(([name]) => /Z-(.+)-[0-9a-f]{8}\.eml$/.exec(name ?? '')?.[1] ?? '');
  }

  async function events(): Promise<{ type: string; ip: string }[]> {
    return app.dataSource.query(
      `SELECT type, ip FROM security_events WHERE user_id = (SELECT id FROM users WHERE email = $1) ORDER BY id`,
      [owner.email],
    );
  }

  it('explains itself, and each command, without a database', async () => {
    const overview = await runWithoutDatabase(['--help']);
    expect(overview).toMatchObject({ exitCode: 0, stderr: '' });
    const names = [...overview.stdout.matchAll(/^ {2}((?:user|sessions|keys|events) [a-z-]+|[a-z]+)/gm)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      'user list',
      'user show',
      'user disable',
      'user enable',
      'user delete',
      'user unlock',
      'user revoke-sessions',
      'user reset-two-factor',
      'user send-password-reset',
      'user create',
      'user invite',
      'user groups',
      'sessions revoke-all',
      'keys check',
      'keys rotate',
      'events export',
      'migrate',
      'backup',
      'restore',
    ]);
    for (const name of names) {
      const help = await runWithoutDatabase([...(name ?? '').split(' '), '--help']);
      expect(help).toMatchObject({ exitCode: 0, stderr: '' });
      expect(help.stdout).toContain(`Usage: twofold ${name}`);
    }
  });

  it.each([
    [['user']],
    [['user', 'burn']],
    [['user', 'show']],
    [['user', 'show', 'a', 'b']],
    [['keys', 'rotate', '--x']],
    [['restore', 'a-file']],
    [['user', 'groups', 'a@b.example']],
    [['user', 'groups', 'a@b.example', 'add']],
    [['user', 'groups', 'a@b.example', 'add', 'a,b']],
    [['user', 'groups', 'a@b.example', 'list', 'admins']],
    [['user', 'create', 'nobody']],
    [['user', 'invite', 'a@b.example\nBcc: c@d.example']],
  ])('answers %j with exit code 2 and one hint', async (args) => {
    const result = await runWithoutDatabase(args);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain('--help');
  });

  it('answers an unknown address with exit code 3', async () => {
    const result = await run(['user', 'disable', 'nobody@example.com']);
    expect(result).toMatchObject({ exitCode: 3, stdout: '' });
    expect(result.stderr).toContain('There is no account with the address nobody@example.com.');
  });

  it('shows an account, in any spelling of its address, without secrets', async () => {
    await owner.turnTwoFactorOn(browser);
    const { exitCode, stdout } = await run(['user', 'show', ` ${owner.email.toUpperCase()}`]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      email: owner.email,
      disabledAt: null,
      isTwoFactorAuthenticationEnabled: true,
      remainingBackupCodes: 10,
      sessions: 1,
    });
    expect(stdout).not.toContain(owner.secret);
  });

  it('logs everybody out at once, and uses up the codes shown so far (ASVS 7.4.5)', async () => {
    await owner.turnTwoFactorOn(browser);
    const other = await (await app.account()).logIn();
    const trusting = await owner.logInWithCode({ trustDevice: true });
    await app.dataSource.query('UPDATE totp_authenticators SET last_time_step = NULL');
    const pending = await owner.logIn();
    for (const session of [browser, other, trusting]) {
      await expectStatus(200, session.get('/authentication'));
    }
    const { exitCode, stdout } = await run(['sessions', 'revoke-all']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).accounts).toBeGreaterThanOrEqual(2);
    for (const session of [browser, other, trusting, pending]) {
      expect((await session.get('/authentication')).status).toBe(401);
      expect((await session.post('/authentication/refresh')).status).toBe(401);
    }
    const [{ types }] = await app.dataSource.query(
      `SELECT count(*) FILTER (WHERE type = 'authn_token_reuse')::int AS types FROM security_events`,
    );
    expect(types).toBe(0);
    const again = await owner.logIn({ browser: trusting.copyOnly('TrustedDevice') });
    const answer = await again.post('/2fa/authenticate', {
      twoFactorAuthenticationCode: await owner.code(-1),
    });
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    await expectStatus(
      200,
      again.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.code(1) }),
    );
  });

  it('is no address in the events that the owner sees', async () => {
    await run(['user', 'disable', owner.email]);
    await run(['user', 'enable', owner.email]);
    const { body } = await expectStatus(200, (await owner.logIn()).get('/account/security-events'));
    const shown = body.items.map(({ type, ip }: { type: string; ip: string | null }) => [type, ip]);
    expect(shown).toContainEqual(['user_disabled', null]);
    expect(shown).toContainEqual(['user_enabled', null]);
    expect(shown).toContainEqual(['authn_login_success', '127.0.0.1']);
  });

  it('makes the reset links and known browsers worthless of those who have no session, too', async () => {
    const [forgetful, gone] = [await app.verifiedAccount(), await app.verifiedAccount()];
    await app.dataSource.query('DELETE FROM one_time_tokens');
    const known = await gone.logIn();
    await expectStatus(204, known.post('/authentication/log-out'));
    await expectStatus(202, app.browser().post('/account/password-reset', { email: forgetful.email }));
    const token = await new Mailbox(app).tokenFor(forgetful.email, 'reset-password');
    expect(await run(['sessions', 'revoke-all'])).toMatchObject({ exitCode: 0 });
    const confirmation = { token, password: 'an amber lantern over the harbour' };
    expect(await app.browser().post('/account/password-reset/confirm', confirmation)).toMatchObject({
      status: 401,
      body: { errorCode: 'INVALID_TOKEN' },
    });
    expect(await app.dataSource.query('SELECT * FROM known_browsers')).toEqual([]);
  });

  it('disables an account at once, and enables it again (ASVS 7.4.2)', async () => {
    const disabled = await run(['user', 'disable', owner.email]);
    expect(disabled).toMatchObject({ exitCode: 0, stdout: `Done: user disable ${owner.email}\n` });
    expect(disabled.stderr).toContain('authz_admin');
    expect(await browser.get('/authentication')).toMatchObject({ status: 401 });
    expect(await browser.post('/authentication/refresh')).toMatchObject({ status: 401 });
    await expect(owner.logIn()).rejects.toThrow('WRONG_CREDENTIALS');
    expect(await run(['user', 'enable', owner.email])).toMatchObject({ exitCode: 0 });
    await expect(owner.logIn()).resolves.toBeDefined();
    const types = (await events()).filter(({ ip }) => ip === 'operator').map(({ type }) => type);
    expect(types).toEqual(['user_disabled', 'user_enabled']);
    expect(await mailsTo(owner.email)).toEqual(expect.arrayContaining(types));
  });

  it('revokes sessions, resets two-factor authentication, and deletes (ASVS 6.5.6, 7.4.5)', async () => {
    await owner.turnTwoFactorOn(browser);
    expect((await browser.get('/authentication')).status).toBe(200);
    expect(await run(['user', 'revoke-sessions', owner.email])).toMatchObject({ exitCode: 0 });
    expect(await browser.get('/authentication')).toMatchObject({ status: 401 });
    expect(await run(['user', 'reset-two-factor', owner.email])).toMatchObject({ exitCode: 0 });
    const again = await owner.logIn();
    expect((await again.get('/authentication')).body).toMatchObject({
      isTwoFactorAuthenticationEnabled: false,
    });
    expect(await run(['user', 'delete', owner.email])).toMatchObject({ exitCode: 0 });
    expect(await again.get('/authentication')).toMatchObject({ status: 401 });
    expect(await mailsTo(owner.email)).toEqual(
      expect.arrayContaining([
        'sessions_revoked_by_operator',
        'two_factor_reset_by_operator',
        'user_deleted',
      ]),
    );
  });

  it('mails a reset link that it does not show (ASVS 6.4.6)', async () => {
    const { exitCode, stdout, stderr } = await run(['user', 'send-password-reset', owner.email]);
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toContain('#token');
    expect(await mailsTo(owner.email)).toContain('reset-password');
  });

  describe('rotates the encryption key', () => {
    const newKey = 'k2:another-key-for-encryption-in-tests-only';
    const newInFront = { ENCRYPTION_KEYS: `${newKey},${testKeys.ENCRYPTION_KEYS}` };

    it('not while a running copy does not know the new one', async () => {
      const { exitCode, stdout, stderr } = await run(['keys', 'rotate'], newInFront);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n').at(-1)).toMatch(
        /^ENCRYPTION_KEYS begins with "k2", which not all running copies know: restart those with it first .*\.$/,
      );
    });

    it('where all know it: then the old one can be taken out, and codes go on working', async () => {
      const database = await createTestDatabase();
      const before = await TestApp.start({ DATABASE_URL: database.url });
      const account = await before.account();
      await account.turnTwoFactorOn(await account.logIn());
      await before.stop();
      const after = await TestApp.start({ DATABASE_URL: database.url, ...newInFront });
      const variables = { DATABASE_URL: database.url, DATA_DIR: after.dataDirectory };
      const rotated = await run(['keys', 'rotate'], { ...variables, ...newInFront });
      expect(rotated).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(rotated.stdout)).toMatchObject({ unreadable: 0, passwordsUnderOlderPeppers: 0 });
      expect(JSON.parse(rotated.stdout).reencrypted).toBeGreaterThan(0);
      const check = await run(['keys', 'check'], { ...variables, ENCRYPTION_KEYS: newKey });
      expect(check).toMatchObject({ exitCode: 0 });
      const report = JSON.parse(check.stdout);
      expect(report).toMatchObject({
        runningCopies: 2,
        ENCRYPTION_KEYS: { newWork: 'k2', configured: ['k2'], lost: [] },
        PASSWORD_PEPPERS: { newWork: 'k1', rows: { k1: { users: 1, backup_codes: 10 } } },
      });
      expect(Object.keys(report.ENCRYPTION_KEYS.rows)).toEqual(['k2']);
      const code = { twoFactorAuthenticationCode: await account.code(1) };
      await expectStatus(
        200,
        (await account.logIn({ browser: after.browser() })).post('/2fa/authenticate', code),
      );
      await after.stop();
      await database.drop();
    });
  });

  it('exports all events as JSON lines, and goes on where it ended', async () => {
    const { exitCode, stdout } = await run(['events', 'export']);
    expect(exitCode).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [{ count }] = await app.dataSource.query('SELECT count(*)::int FROM security_events');
    expect(lines).toHaveLength(count);
    expect(Object.keys(lines[0])).toEqual(['id', 'userId', 'formerUser', 'type', 'at', 'ip', 'userAgent']);
    const rest = await run(['events', 'export', '--after', lines.at(-3).id]);
    expect(rest.stdout.trim().split('\n')).toHaveLength(2);
  });

  it('says in one line that a process holds the embedded database and does not answer', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'twofold-cli-'));
    const socketDirectory = await openSocketDirectory(dataDirectory);
    const lock = await DataDirectoryLock.acquire(socketDirectory.path, dataDirectory);
    const result = await runCommand(['user', 'show', 'a@b.example'], { DATA_DIR: dataDirectory });
    await lock.release();
    await socketDirectory.close();
    await rm(dataDirectory, { recursive: true, force: true });
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toMatch(/^DATA_DIR .* is in use by another Twofold process[^\n]*\n$/);
  });

  it('says in one line what is wrong with the settings', async () => {
    const result = await runCommand(['user', 'show', 'a@b.example'], { PORT: 'x' });
    expect(result.exitCode).toBe(1);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toContain('PORT');
  });
});
