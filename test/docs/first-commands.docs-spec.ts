import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { commandsOf } from '../support/documentation.js';
import { freePort } from '../support/free-port.js';

let child: ChildProcess | undefined;
let folder: string | undefined;

afterEach(async () => {
  if (child?.pid && child.exitCode === null) {
    const end = once(child, 'close');
    // All of it: the shell, npm, and the server.
    process.kill(-child.pid, 'SIGTERM');
    await end;
  }
  await rm(folder ?? '', { recursive: true, force: true });
});

it("README's first two commands: the one serves, the other is what CI runs", async () => {
  const [commands = ''] = commandsOf('README.md', 'Twofold');
  const [start = '', test = ''] = commands.split('\n').map((line) => line.replace(/ *#.*/, ''));
  folder = await mkdtemp(join(tmpdir(), 'twofold-start-'));
  const { PATH, HOME } = process.env;
  const port = String(await freePort());
  // What a developer has in `.env` must not count.
  const settings = {
    HOST: '127.0.0.1',
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
    DATA_DIR: folder,
    DATABASE_URL: 'embedded',
    MAIL_URL: 'file',
  };
  child = spawn('sh', ['-c', start], { detached: true, env: { PATH, HOME, ...settings } });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 90_000 }).toContain('Twofold is running.');
  expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);

  expect(readFileSync('.ci/run', 'utf8')).toMatch(new RegExp(`^tests "\\S+" ${test} `, 'm'));
});
