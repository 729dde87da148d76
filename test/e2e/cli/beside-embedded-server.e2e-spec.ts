import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Account, expectStatus } from '../../support/account.js';
import { type CommandResult, runCommand, startCommand } from '../../support/command-line.js';
import { ServerProcess } from '../../support/server-process.js';

// A first start makes a database; and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('the command line beside a server with the embedded database', () => {
  let directory: string;
  let server: ServerProcess;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'twofold-beside-'));
    server = await ServerProcess.start({ DATA_DIR: directory });
  });
  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  function run(...args: string[]): Promise<CommandResult> {
    return runCommand(args, { DATA_DIR: directory });
  }

  it('ends sessions that the server remembers, at once', async () => {
    const owner = await Account.register(server.browser(), 'alice@example.com');
    const browsers = [await owner.logIn(), await owner.logIn()];
    for (const browser of [...browsers, ...browsers]) {
      await expectStatus(200, browser.get('/authentication'));
    }
    expect(await run('user', 'disable', owner.email)).toMatchObject({ exitCode: 0 });
    for (const browser of browsers) {
      expect(await browser.get('/authentication')).toMatchObject({ status: 401 });
    }
    expect(await run('user', 'enable', owner.email)).toMatchObject({ exitCode: 0 });
    await expectStatus(200, (await owner.logIn()).get('/authentication'));
  });

  it('runs while requests do, and neither waits long for the other', async () => {
    const owner = await Account.register(server.browser(), 'bob@example.com');
    const browser = await owner.logIn();
    const progress = { isDone: false };
    const command = run('user', 'revoke-sessions', 'alice@example.com').finally(
      () => (progress.isDone = true),
    );
    const statuses = new Set<number>();
    while (!progress.isDone) {
      statuses.add((await browser.get('/sessions')).status);
      statuses.add((await browser.post('/authentication/refresh')).status);
    }
    expect(await command).toMatchObject({ exitCode: 0 });
    expect([...statuses]).toEqual([200]);
  });

  it('keeps nobody waiting while its backup is not read', async () => {
    const client = new pg.Client({ host: join(directory, 'run'), user: 'postgres', password: 'none' });
    await client.connect();
    // More than a pipe takes.
    await client.query(
      `INSERT INTO twofold.users (email, password_hash, created_at)
       SELECT 'many-' || n || '@example.com', 'none', now() FROM generate_series(1, 5000) n`,
    );
    await client.end();
    const backup = startCommand(['backup'], { DATA_DIR: directory });
    await once(backup.stdout, 'readable');
    const owner = await Account.register(server.browser(), 'carol@example.com');
    await expectStatus(200, (await owner.logIn()).get('/authentication'));
    expect(backup.exitCode).toBeNull();
    const lines = await text(backup.stdout);
    expect(lines.match(/many-/g)).toHaveLength(5000);
    expect(lines).toMatch(/\n\{"end":true,.*\n$/);
    expect(lines).not.toContain(owner.email);
  });

  it('opens the database itself where no server runs, also after one was killed', async () => {
    await server.kill();
    const { exitCode, stdout } = await run('user', 'show', 'alice@example.com');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ email: 'alice@example.com', sessions: 0 });
    server = await ServerProcess.start({ DATA_DIR: directory });
  });
});
