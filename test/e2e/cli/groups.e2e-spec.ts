import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Account } from '../../support/account.js';
import { runCommand } from '../../support/command-line.js';
import { forwardAuthVariables } from '../../support/protected-host.js';
import { serverPairTimeouts } from '../../support/server-pair.js';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testKeys } from '../../support/test-environment.js';

vi.setConfig(serverPairTimeouts);

let database: TestDatabase;
let directory: string;
let server: ServerProcess;
let variables: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'twofold-groups-'));
  variables = {
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    TWO_FACTOR_REQUIRED_GROUPS: 'admins',
    ...testKeys,
  };
  server = await ServerProcess.start(variables);
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

it('a group that the command line adds closes a session of the running server, and one that it removes opens it again (ASVS 8.3.2)', async () => {
  const account = await Account.register(server.browser(), 'alice@example.com');
  const browser = await account.logIn();
  const status = async () => (await browser.get('/sessions')).status;
  expect(await status()).toBe(200);
  const change = async (action: string) => {
    const { exitCode } = await runCommand(['user', 'groups', account.email, action, 'admins'], variables);
    expect(exitCode).toBe(0);
  };
  await change('add');
  await expect.poll(status, { timeout: 10_000 }).toBe(403);
  const { stdout } = await runCommand(['user', 'list'], variables);
  expect(stdout).toMatch(/^alice@example.com .*two-factor due \d{4}-\d\d-\d\dT\d\d:\d\dZ/m);
  await change('remove');
  await expect.poll(status, { timeout: 10_000 }).toBe(200);
});

it('the start says which policy is in force', () => {
  expect(server.output.join('\n')).toContain(
    'Two-factor authentication is required of "admins", within 0 seconds.',
  );
});

it('what the start of a command has to say goes to the standard error: what it prints is for programs', async () => {
  const exported = await runCommand(['events', 'export'], { ...variables, ...forwardAuthVariables() });
  expect(exported).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Remote-Email may be') });
  const lines = exported.stdout.trim().split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((line) => !line.startsWith('{"id":'))).toEqual([]);
});
