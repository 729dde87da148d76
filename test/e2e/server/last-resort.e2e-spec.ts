import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let directory: string;
let database: TestDatabase;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-last-resort-'));
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

it.each([
  ['thrown where nobody catches it', `setTimeout(() => { throw new Error('a fault of nobody'); })`],
  ['a promise that nobody waits for', `void Promise.reject(new Error('a fault of nobody'))`],
])(
  '%s is a line in the log and the end of the process, which is started anew (ASVS 16.5.4)',
  async (_, fault) => {
    const file = join(directory, 'fault.mjs');
    await writeFile(file, `process.on('SIGUSR2', () => { ${fault}; });`);
    const server = await ServerProcess.start(
      { NODE_ENV: 'test', DATABASE_URL: database.url, DATA_DIR: directory },
      ['--import', file],
    );
    server.signal('SIGUSR2');
    await vi.waitFor(() => expect(server.hasEnded).toBe(true), { timeout: 10_000 });
    expect(await server.stop()).toBe(1);
    expect(server.output.join('\n')).toContain('Error: a fault of nobody');
  },
);
