import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDataSource } from '../../src/database/open-data-source.js';
import { Account, expectStatus } from '../support/account.js';
import { ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { testKeys } from '../support/test-environment.js';
import { PgBouncer } from './support/pgbouncer.js';

let database: TestDatabase;
/** By the direct way. */
let admin: pg.Client;
let dataDirectory: string;
let pooler: PgBouncer;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client(database.url);
  await admin.connect();
  dataDirectory = await mkdtemp(join(tmpdir(), 'twofold-pooler-'));
});
afterAll(async () => {
  await admin.end();
  await database.drop();
  await rm(dataDirectory, { recursive: true });
});
afterEach(() => pooler.stop());

const start = () =>
  ServerProcess.start({
    ...testKeys,
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    DATA_DIR: dataDirectory,
    DATABASE_URL: pooler.url,
    PUBLIC_URL: 'http://localhost:3000',
  });

async function tables(): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'twofold' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

const refusal =
  /^DATABASE_URL leads through a connection pooler that shares sessions .*\(PgBouncer: pool_mode = session\), .*\.$/;

describe('a pooler that shares sessions is found out at the start, and nothing is done behind it', () => {
  it.each<Record<string, string | number>>([
    { pool_mode: 'transaction' },
    // The one server connection is used by each client in its turn, so whatever one has set is there for the next.
    { pool_mode: 'transaction', default_pool_size: 1 },
    { pool_mode: 'transaction', server_round_robin: 1 },
    // So is it when it pretends to know what we would send with the connection.
    {
      pool_mode: 'transaction',
      ignore_startup_parameters: 'statement_timeout,lock_timeout,extra_float_digits',
    },
    { pool_mode: 'statement' },
  ])('%j', async (settings) => {
    pooler = await PgBouncer.before(database.url, settings);

    await expect(openDataSource({ databaseUrl: pooler.url, dataDirectory })).rejects.toThrow(refusal);

    expect(await tables()).toEqual([]);
  });

  it('whatever other clients it has', async () => {
    pooler = await PgBouncer.before(database.url, { pool_mode: 'transaction', default_pool_size: 5 });
    const others = Array.from({ length: 8 }, () => new pg.Client(pooler.url));
    await Promise.all(others.map((other) => other.connect()));
    const end = new AbortController();
    const work = others.map(async (other) => {
      while (!end.signal.aborted) {
        await other.query('SELECT 1');
      }
      await other.end();
    });

    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(openDataSource({ databaseUrl: pooler.url, dataDirectory })).rejects.toThrow(refusal);
    }

    end.abort();
    await Promise.all(work);
    expect(await tables()).toEqual([]);
  });

  it('by the built application, in one line', async () => {
    pooler = await PgBouncer.before(database.url, { pool_mode: 'transaction' });

    const [first = '', ...output] = await start().then(
      () => [],
      (error: Error) => error.message.split('\n'),
    );

    expect(first).toBe('The server ended with 1:');
    expect(output.filter((line) => /DATABASE_URL/.test(line))).toHaveLength(1);
    expect(output.at(-1)).toContain('leads through a connection pooler that shares sessions');
    expect(output.join('\n')).not.toMatch(/^\s+at /m);
  });
});

describe('behind a pooler in session mode', () => {
  it('all works: two factors, refresh, many requests at once, and the end of a session that another process ends', async () => {
    pooler = await PgBouncer.before(database.url, { pool_mode: 'session' });
    const [server, other] = await Promise.all([start(), start()]);
    const owner = await Account.register(server.browser(), 'owner@example.com');
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser, 0);
    await expectStatus(200, browser.post('/authentication/refresh'));
    const crowd = Array.from({ length: 60 }, () =>
      expectStatus(200, browser.copy().get('/account/security-events')),
    );
    await Promise.all(crowd);

    const elsewhere = other.route(browser);
    await expectStatus(200, elsewhere.get('/authentication'));
    await expectStatus(204, browser.post('/authentication/log-out'));
    await vi.waitFor(() => expectStatus(401, elsewhere.get('/authentication')), { timeout: 10_000 });

    expect(await server.stop()).toBe(0);
    expect(await other.stop()).toBe(0);
  });

  it('the settings and limits are ours, and go with the connection', async () => {
    pooler = await PgBouncer.before(database.url, { pool_mode: 'session' });
    const dataSource = await openDataSource({ databaseUrl: pooler.url, dataDirectory });
    const [{ limit }] = await dataSource.query(`SELECT current_setting('lock_timeout') AS limit`);
    expect(limit).toBe('1200ms');
    await dataSource.destroy();

    const next = new pg.Client(pooler.url);
    await next.connect();
    const { rows } = await next.query("SELECT current_setting('lock_timeout') AS limit");
    expect(rows).toEqual([{ limit: '0' }]);
    await next.end();
  });
});
