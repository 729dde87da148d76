import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  dataSourceOptions,
  patientOptions,
  type PostgresOptions,
} from '../../../src/database/data-source.options.js';
import { createBentDatabase } from '../../support/bent-database.js';
import { FreezableProxy } from '../../support/freezable-proxy.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let proxy: FreezableProxy;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  const url = new URL(database.url);
  proxy = await FreezableProxy.before({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  dataSource = await new DataSource(dataSourceOptions({ url: url.href })).initialize();
});

afterEach(async () => {
  await dataSource.destroy();
  await proxy.close();
});

/** Those that this server has: some are younger than the oldest PostgreSQL that serves. */
async function known<T extends { name: string }>(settings: T[]): Promise<T[]> {
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM pg_settings');
  return settings.filter(({ name }) => rows.some((row) => row.name === name));
}

test('the limits and the name reach the server through TypeORM and pg (ASVS 13.1.3)', async () => {
  const rows = await dataSource.query(
    `SELECT name, setting FROM pg_settings WHERE name ~ '_timeout$' AND source = 'session' OR name = 'application_name'
     ORDER BY name`,
  );

  const expected = [
    { name: 'application_name', setting: 'twofold' },
    { name: 'idle_in_transaction_session_timeout', setting: '5000' },
    { name: 'idle_session_timeout', setting: '0' },
    { name: 'lock_timeout', setting: '1200' },
    { name: 'statement_timeout', setting: '1500' },
    { name: 'transaction_timeout', setting: '0' },
  ];
  expect(rows).toEqual(await known(expected));
});

test('what the database would set otherwise is set as the code expects it, for requests and for migrations', async () => {
  const expected = [
    { name: 'DateStyle', setting: 'ISO, MDY' },
    { name: 'IntervalStyle', setting: 'postgres' },
    { name: 'TimeZone', setting: 'UTC' },
    { name: 'array_nulls', setting: 'on' },
    { name: 'bytea_output', setting: 'hex' },
    { name: 'default_transaction_deferrable', setting: 'off' },
    { name: 'default_transaction_isolation', setting: 'read committed' },
    { name: 'exit_on_error', setting: 'off' },
    { name: 'extra_float_digits', setting: '1' },
    { name: 'idle_in_transaction_session_timeout', setting: '5000' },
    { name: 'idle_session_timeout', setting: '0' },
    { name: 'lock_timeout', setting: '1200' },
    { name: 'standard_conforming_strings', setting: 'on' },
    { name: 'statement_timeout', setting: '1500' },
    { name: 'transaction_timeout', setting: '0' },
  ];
  const bent = await createBentDatabase();
  const settingsOf = async (options: PostgresOptions) => {
    const connected = await new DataSource(options).initialize();
    const rows = await connected.query(
      `SELECT name, setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name COLLATE "C"`,
      [expected.map(({ name }) => name)],
    );
    await connected.destroy();
    return rows;
  };
  const options = dataSourceOptions({ url: bent.url });

  expect(await settingsOf(options)).toEqual(await known(expected));
  expect(await settingsOf(patientOptions(options))).toEqual(
    (await known(expected)).map(({ name, setting }) => ({
      name,
      setting: name.endsWith('_timeout') ? '0' : setting,
    })),
  );

  await bent.drop();
});

test('no query waits for a connection longer than the limit', async () => {
  const runners = Array.from({ length: 10 }, () => dataSource.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  const start = performance.now();

  await expect(dataSource.query('SELECT 1')).rejects.toThrow('timeout exceeded when trying to connect');

  // It is a second; without the limit it would be for ever.
  expect(performance.now() - start).toBeLessThan(5000);
  await Promise.all(runners.map((runner) => runner.release()));
});

test('against a server that hangs, a transaction fails within 3 s, and its connection is not used again', async () => {
  await dataSource.query('SELECT 1');
  proxy.freeze();
  const start = performance.now();

  await expect(dataSource.transaction((manager) => manager.query('SELECT 1'))).rejects.toThrow(
    'Query read timeout',
  );

  expect(performance.now() - start).toBeLessThan(3000);
  // The first connection would swallow this one too: what had been sent to it is lost.
  proxy.thaw();
  await expect(dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
});

test('an idle connection that breaks is a warning, and is replaced', async () => {
  const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  const [{ pid }] = await dataSource.query('SELECT pg_backend_pid() AS pid');
  const other = await new DataSource(dataSourceOptions({ url: database.url })).initialize();

  await other.query('SELECT pg_terminate_backend($1)', [pid]);
  await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce(), { timeout: 10_000 });

  await expect(dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  await other.destroy();
});

test('neither a query nor its parameters are printed, also when it fails', async () => {
  const prints = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'));

  await expect(dataSource.query('SELECT $1::integer', ['secret@example.com'])).rejects.toThrow();

  prints.forEach((print) => expect(print).not.toHaveBeenCalled());
});

test.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
  'sslmode=%s verifies the host (ASVS 12.3.2)',
  (mode) => {
    const { url } = dataSourceOptions({ url: `postgres://db.example.com/a?sslmode=${mode}&x=y` });

    expect(url).toBe('postgres://db.example.com/a?sslmode=verify-full&x=y');
  },
);

test('a server on which a write was refused as read-only is left: its connection is not used again', async () => {
  const serverProcess = async () =>
    (await dataSource.query('SELECT pg_backend_pid() AS pid'))[0].pid as number;
  const before = await serverProcess();

  const write = dataSource.transaction(async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    await manager.query('CREATE TABLE written ()');
  });

  await expect(write).rejects.toMatchObject({ code: '25006' });
  expect(await serverProcess()).not.toBe(before);
});
