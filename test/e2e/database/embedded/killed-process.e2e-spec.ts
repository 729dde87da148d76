import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { expectStatus, PASSWORD } from '../../../support/account.js';
import { ServerProcess } from '../../../support/server-process.js';
import { createTestDatabase } from '../../../support/test-database.js';
import { Writers } from '../../../support/writers.js';

// A process starts twice, once with a database to create.
vi.setConfig({ testTimeout: 120_000 });

let directory: string;
let servers: ServerProcess[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-killed-'));
  servers = [];
});
afterEach(async () => {
  // After a test that failed; it is a no-op for those that have ended.
  await Promise.all(servers.map((server) => server.stop()));
  await rm(directory, { recursive: true, force: true });
});

/** The secrets are those that it generates into the data directory. */
async function start(variables: Record<string, string>): Promise<ServerProcess> {
  const server = await ServerProcess.start({
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    PUBLIC_URL: 'http://localhost:3000',
    DATA_DIR: directory,
    ...variables,
  });
  servers.push(server);
  return server;
}

/** `kill -9` in the middle of it, and a start that is given no help. */
async function expectNothingLost(variables: Record<string, string>): Promise<void> {
  const first = await start(variables);
  const writers = new Writers(() => first.browser());
  await writers.areBusy();
  await first.kill();
  await writers.haveEnded();

  const second = await start(variables);
  for (const email of writers.accounts) {
    await expectStatus(200, second.browser().post('/authentication/log-in', { email, password: PASSWORD }));
  }
  for (const session of writers.sessions) {
    await expectStatus(200, second.route(session).get('/authentication'));
  }
  expect(await second.stop()).toBe(0);
}

it('a process killed under 6 writers has lost nothing that it acknowledged: on PostgreSQL', async () => {
  const database = await createTestDatabase();
  try {
    await expectNothingLost({ DATABASE_URL: database.url });
  } finally {
    await database.drop();
  }
});

it('nor on the embedded database', () => expectNothingLost({}));
