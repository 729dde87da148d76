import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DatabaseModule } from '../../../../src/database/database.module.js';
import { TwofoldDataSource } from '../../../../src/database/twofold.data-source.js';
import { DataDirectoryInUseError } from '../../../../src/database/embedded/data-directory-lock.js';
import { EmbeddedPostgres } from '../../../../src/database/embedded/embedded-postgres.js';
import { ConfigModule } from '../../../../src/options/config.module.js';
import { Environment } from '../../../../src/options/environment.js';
import { TestProcess } from '../../../support/test-process.js';

const parent = await mkdtemp(join(tmpdir(), 'twofold-embedded-'));
const dataDirectory = join(parent, 'data');
const oneToTen = Array.from({ length: 10 }, (_, index) => index + 1);

let postgres: EmbeddedPostgres;
let pool: pg.Pool;

/** Creating a database takes seconds, so the tests share one. */
async function start(): Promise<void> {
  postgres = await EmbeddedPostgres.start(dataDirectory);
  pool = new pg.Pool({ host: postgres.socketDirectory, user: 'postgres', database: 'postgres', max: 10 });
  pool.on('error', () => {});
}

async function stop(): Promise<void> {
  await pool.end();
  await postgres.stop();
}

beforeAll(async () => {
  await start();
  await pool.query('CREATE TABLE item (id integer PRIMARY KEY, owner integer)');
}, 60_000);

afterEach(() => pool.query('TRUNCATE item'));

afterAll(async () => {
  await stop();
  await rm(parent, { recursive: true, force: true });
});

async function inTransaction(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch {
    await client.query('ROLLBACK');
  } finally {
    client.release();
  }
}

describe('the data directory', () => {
  test('holds nothing that others may read', async () => {
    const entries = await readdir(dataDirectory, { recursive: true, withFileTypes: true });
    const modes = await Promise.all(
      entries
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mode & 0o077),
    );

    expect(modes.length).toBeGreaterThan(900);
    expect(new Set(modes)).toEqual(new Set([0]));
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700);
  });

  test('is refused to a second process', async () => {
    const second = TestProcess.run(`
      const { EmbeddedPostgres } = await load('database/embedded/embedded-postgres.js');
      await EmbeddedPostgres.start(${JSON.stringify(dataDirectory)}).catch((error) => say(error.message));
    `);

    expect(await second.nextLine()).toBe(new DataDirectoryInUseError(dataDirectory).message);
  });
});

describe('ten connections', () => {
  test('keep their transactions apart', async () => {
    await Promise.all(
      oneToTen.map((owner) =>
        inTransaction(async (client) => {
          await client.query('INSERT INTO item VALUES ($1, $2)', [owner, owner]);
          const { rows } = await client.query('SELECT owner FROM item WHERE owner <> ALL ($1)', [
            oneToTen.slice(0, 5),
          ]);
          if (owner > 5) {
            throw new Error(`rolled back, having seen ${rows.length} rows`);
          }
          expect(rows).toEqual([]);
        }),
      ),
    );

    const { rows } = await pool.query('SELECT id FROM item ORDER BY id');
    expect(rows).toEqual([1, 2, 3, 4, 5].map((id) => ({ id })));
  });

  test('get the rows that they asked for, also those that wait behind a transaction', async () => {
    const [holder, ...others] = await Promise.all(oneToTen.map(() => pool.connect()));
    await holder?.query('BEGIN');

    // More than a socket takes at once, so the messages of one query arrive between those of others.
    const text = 'x'.repeat(1_000_000);
    const answers = others.map((client, n) =>
      client.query(`SELECT length($1::text) AS "of ${n}"`, [n % 2 ? text : 'short']),
    );
    // Round trips, in which the others' messages arrive and queue up.
    for (const _ of oneToTen) {
      await holder?.query('SELECT 1');
    }
    await holder?.query('COMMIT');

    const rows = (await Promise.all(answers)).map((answer) => answer.rows);
    [holder, ...others].forEach((client) => client?.release());
    expect(rows).toEqual(others.map((_, n) => [{ [`of ${n}`]: n % 2 ? text.length : 'short'.length }]));
  });

  test('may prepare statements of the same name', async () => {
    const ask = (n: number) =>
      pool.query({ name: 'same', text: 'SELECT $1::integer AS n, pg_sleep(0.01)', values: [n] });

    const answers = await Promise.all([...oneToTen, ...oneToTen].map(ask));

    expect(answers.map(({ rows }) => rows[0].n)).toEqual([...oneToTen, ...oneToTen]);
  });

  test('go on when one of them dies inside a transaction, of which nothing is left', async () => {
    const client = new pg.Client({ host: postgres.socketDirectory, user: 'postgres', database: 'postgres' });
    client.on('error', () => {});
    await client.connect();
    await client.query('BEGIN');
    await client.query('INSERT INTO item VALUES (1)');
    const waiting = pool.query('SELECT count(*)::integer AS count FROM item');

    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();

    expect((await waiting).rows).toEqual([{ count: 0 }]);
  });
});

describe('a crash', () => {
  test('of its thread fails the waiting queries at once, is logged, and loses nothing', async () => {
    const fatal = vi.spyOn(Logger.prototype, 'fatal').mockImplementation(() => {});
    await pool.query('INSERT INTO item VALUES (1)');
    const holder = await pool.connect();
    holder.on('error', () => {});
    await holder.query('BEGIN');
    const waiting = pool.query('SELECT 1');

    await Promise.all([
      (Reflect.get(postgres, 'thread') as Worker).terminate(),
      expect(waiting).rejects.toThrow(/Connection terminated unexpectedly|EPIPE|ECONNRESET/),
    ]);

    expect(fatal).toHaveBeenCalledOnce();
    await expect(pool.query('SELECT 1')).rejects.toThrow(/ECONNREFUSED|ENOENT|EPIPE|ECONNRESET/);
    holder.release(true);
    await stop();
    await start();
    expect((await pool.query('SELECT id FROM item')).rows).toEqual([{ id: 1 }]);
  }, 30_000);

  test('of the process (kill -9) leaves every acknowledged row and no lock', async () => {
    await stop();
    const writer = TestProcess.run(`
      import pg from ${JSON.stringify(import.meta.resolve('pg'))};
      const { EmbeddedPostgres } = await load('database/embedded/embedded-postgres.js');
      const { socketDirectory } = await EmbeddedPostgres.start(${JSON.stringify(dataDirectory)});
      const client = new pg.Client({ host: socketDirectory, user: 'postgres', database: 'postgres' });
      await client.connect();
      for (let id = 1; ; id++) {
        await client.query('INSERT INTO item VALUES ($1)', [id]);
        say(String(id));
      }
    `);
    let acknowledged = 0;
    while (acknowledged < 50) {
      acknowledged = Number(await writer.nextLine());
    }
    await writer.kill();

    await start();

    const { rows } = await pool.query('SELECT count(*)::integer AS count FROM item');
    expect(rows[0].count).toBeGreaterThanOrEqual(50);
  }, 30_000);

  test('of the process while it creates the database is made good by the next start', async () => {
    const halfMade = join(parent, 'half-made');
    const creator = TestProcess.run(`
      const { EmbeddedPostgres } = await load('database/embedded/embedded-postgres.js');
      await EmbeddedPostgres.start(${JSON.stringify(halfMade)});
    `);
    await vi.waitUntil(() => existsSync(join(halfMade, 'postgres/PG_VERSION')), {
      timeout: 60_000,
      interval: 5,
    });
    await creator.kill();

    const next = await EmbeddedPostgres.start(halfMade);

    await next.stop();
    expect(existsSync(join(halfMade, 'postgres.incomplete'))).toBe(false);
  }, 120_000);
});

test('the Nest module starts it, and stops it after the last connection is closed', async () => {
  await stop();
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  const environment = Object.assign(new Environment(), { DATA_DIR: dataDirectory });
  @Module({ imports: [ConfigModule.forRoot(environment), DatabaseModule.forRoot()] })
  class TestModule {}

  const app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  const dataSource = app.get(TwofoldDataSource);
  await expect(dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  await expect(EmbeddedPostgres.start(dataDirectory)).rejects.toThrow(DataDirectoryInUseError);
  const exit = once(Reflect.get(Reflect.get(dataSource, 'postgres'), 'thread') as Worker, 'exit');
  await app.close();

  await exit;
  expect(dataSource.isInitialized).toBe(false);
  expect(error).not.toHaveBeenCalled();
  await start();
}, 30_000);
