import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ServerProcess } from '../support/server-process.js';
import { createTestDatabase } from '../support/test-database.js';
import { AUDIENCE, testKeys } from '../support/test-environment.js';
import { AccountSnapshots } from './account-snapshots.js';
import { Actor } from './actor.js';
import { isFault, leaksInLog } from './answer.checks.js';
import { type Laboratory, Lane } from './lane.js';
import { Tally } from './tally.js';

/** After each part everything is still for a moment, the heap is measured, and the log is read. */
const PARTS = 5;

export interface HostileInput {
  requests: number;
  /** How many pairs of requests are under way at a time. */
  lanes: number;
  seed: number;
  /** Of a failure that fast-check has shown: only this is sent. */
  path?: string | undefined;
}

export interface HostileInputReport {
  tally: Tally;
  /** Bytes in use after a garbage collection, after each fifth of the requests. */
  heap: number[];
  /** Secrets and faults that stood in the log. */
  leaksInLog: string[];
  /** What has become of somebody whom everybody attacked. */
  bystander: { before: unknown; after: unknown };
}

/**
 * Lets all kinds of clients send random requests to the built server, and checks each answer.
 *
 * The server runs in a process of its own: so its heap is measured without that of this test, which makes the requests,
 * and its log is the one that an operator would read.
 *
 * @throws Error with the smallest pair of requests whose answer is wrong.
 */
export async function sendHostileInput(input: HostileInput): Promise<HostileInputReport> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'twofold-fuzz-'));
  const db = new pg.Pool({ connectionString: database.url });
  const server = await startServer(database.url, directory);
  try {
    const snapshots = await AccountSnapshots.prepare(db);
    const bystander = await Actor.create('logged in with two factors', server.url, db, snapshots);
    return await sendParts(input, { server, db, snapshots, bystander, tally: new Tally() });
  } catch (error) {
    const lines = [...server.output.filter(isFault).slice(-2), ...server.output.slice(-5)].join('\n');
    throw new Error(`${(error as Error).message}\n\nThe server's last faults and lines:\n${lines}`, {
      cause: error,
    });
  } finally {
    await db.end();
    await server.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}

function startServer(databaseUrl: string, directory: string): Promise<ServerProcess> {
  const variables = {
    ...testKeys,
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    DATABASE_URL: databaseUrl,
    DATA_DIR: directory,
    TRUSTED_PROXIES: '127.0.0.1',
    FRONTEND_ORIGINS: 'https://app.example.com',
    TOKEN_AUDIENCES: AUDIENCE,
    JWT_ACCESS_TOKEN_EXPIRATION_TIME: '3600',
    LOG_LEVEL: 'verbose',
  };
  const heapReporter = join(import.meta.dirname, 'heap-reporter.mjs');
  return ServerProcess.start(variables, ['--expose-gc', '--import', heapReporter]);
}

async function sendParts(input: HostileInput, laboratory: Laboratory): Promise<HostileInputReport> {
  const { requests, seed, path } = input;
  const { server, db, tally, bystander } = laboratory;
  // A path belongs to the seed of one lane.
  const [parts, count] = path === undefined ? [PARTS, input.lanes] : [1, 1];
  const lanes = Array.from({ length: count }, () => new Lane(laboratory));
  const pairs = Math.ceil(requests / 2 / parts / count);
  const before = await bystander.state();
  const heap: number[] = [];
  const leaks: string[] = [];
  for (let part = 0; part < parts; part++) {
    const seedOf = (lane: number) => ({
      seed: seed + part * count + lane,
      ...(path !== undefined && { path }),
    });
    await Promise.all(lanes.map((lane, index) => lane.run(pairs, seedOf(index))));
    await db.query('DELETE FROM rate_limits');
    heap.push(await measureHeap(server));
    const secrets = [
      ...lanes.flatMap((lane) => lane.secrets()),
      bystander.account.email,
      ...bystander.secrets,
    ];
    leaks.push(...leaksInLog(server.output.splice(0), secrets));
  }
  lanes.forEach((lane) => lane.close());
  return { tally, heap, leaksInLog: leaks, bystander: { before, after: await bystander.state() } };
}

async function measureHeap(server: ServerProcess): Promise<number> {
  server.signal('SIGWINCH');
  while (!server.hasEnded) {
    const line = server.output.find((text) => text.startsWith('heapUsed '));
    if (line) {
      return Number(line.slice('heapUsed '.length));
    }
    await wait(20);
  }
  throw new Error('The server has ended.');
}
