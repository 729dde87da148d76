import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Account, expectStatus } from '../../support/account.js';
import { type CommandResult, runCommand } from '../../support/command-line.js';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testKeys } from '../../support/test-environment.js';

// Processes, and a first start that makes a database; and the machine may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

type Settings = Record<string, string>;

describe('backup and restore', () => {
  let directory: string;
  const databases: TestDatabase[] = [];
  const servers: ServerProcess[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'twofold-backup-'));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(databases.map((database) => database.drop()));
    await rm(directory, { recursive: true, force: true });
  });

  async function embedded(): Promise<Settings> {
    return settings({ DATA_DIR: await mkdtemp(join(directory, 'data-')) });
  }

  async function onPostgres(): Promise<Settings> {
    const database = await createTestDatabase();
    databases.push(database);
    return { ...(await embedded()), DATABASE_URL: database.url };
  }

  function settings(own: Settings): Settings {
    return { NODE_ENV: 'test', BCRYPT_COST: '4', PUBLIC_URL: 'http://localhost:3000', ...testKeys, ...own };
  }

  async function serve(place: Settings): Promise<ServerProcess> {
    const server = await ServerProcess.start(place);
    servers.push(server);
    return server;
  }

  async function backUp(place: Settings): Promise<string> {
    const { exitCode, stdout, stderr } = await runCommand(['backup'], place);
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining('PASSWORD_PEPPERS are not in the backup'),
    ]);
    return stdout;
  }

  function restore(backup: string, place: Settings): Promise<CommandResult> {
    return runCommand(['restore', '--json'], place, backup);
  }

  /** With two-factor authentication on, a trusted device, and a backup code that is used up. */
  async function enrol(server: ServerProcess): Promise<Account> {
    const owner = await Account.register(server.browser(), 'alice@example.com');
    await owner.turnTwoFactorOn(await owner.logIn(), 0);
    const body = { backupCode: owner.backupCodes[9], trustDevice: true };
    await expectStatus(200, (await owner.logIn()).post('/2fa/authenticate', body));
    return owner;
  }

  it.each([
    ['from the embedded database to PostgreSQL', embedded, onPostgres],
    ['from PostgreSQL to the embedded database', onPostgres, embedded],
  ])('%s, both factors of an account log in, and what was used up stays so', async (_, from, to) => {
    const [source, target] = [await from(), await to()];
    const owner = await enrol(await serve(source));
    const backup = await backUp(source);
    expect(backup).not.toContain(owner.secret);
    const restored = await restore(backup, target);
    expect(restored).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(restored.stdout).rows).toBeGreaterThan(10);

    const server = await serve(target);
    const logIn = async (answer: object) => {
      const browser = server.browser();
      const { email, password } = owner;
      await expectStatus(200, browser.post('/authentication/log-in', { email, password }));
      return browser.post('/2fa/authenticate', answer);
    };
    expect(await logIn({ backupCode: owner.backupCodes[9] })).toMatchObject({ status: 401 });
    await expectStatus(200, logIn({ backupCode: owner.backupCodes[0] }));
    await expectStatus(200, logIn({ twoFactorAuthenticationCode: await owner.code(1) }));
    expect((await backUp(target)).split('\n', 1)[0]).toContain('twofold-backup');
  });
});
