import { DataSource } from 'typeorm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataSourceOptions } from '../../../src/database/data-source.options.js';
import { migrate } from '../../../src/database/migrate.js';
import { migrations } from '../../../src/database/migrations.js';
import { createRecordedDatabase } from '../../support/recorded-release.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const databases: TestDatabase[] = [];
const dataSources: DataSource[] = [];

beforeEach(() => {
  databases.length = 0;
  dataSources.length = 0;
});

afterEach(async () => {
  await Promise.all(dataSources.map((dataSource) => dataSource.destroy()));
  await Promise.all(databases.map((database) => database.drop()));
});

async function connect(database: TestDatabase): Promise<DataSource> {
  const dataSource = await new DataSource(dataSourceOptions({ url: database.url })).initialize();
  databases.push(database);
  dataSources.push(dataSource);
  return dataSource;
}

/** All columns, constraints and indexes, but for the table of migrations. */
async function tables(dataSource: DataSource, schema = 'twofold'): Promise<string[]> {
  return dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL search_path TO ${schema}`);
    const rows = await manager.query<{ line: string }[]>(
      `SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
        FROM information_schema.columns WHERE table_schema = $1 AND table_name <> 'migrations'
      UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = $1::regnamespace AND conrelid <> 'migrations'::regclass
      UNION ALL SELECT replace(indexdef, $1 || '.', '') FROM pg_indexes WHERE schemaname = $1 AND tablename <> 'migrations'
      ORDER BY 1`,
      [schema],
    );
    return rows.map(({ line }) => line);
  });
}

/** Of the tables that 0.1.0 had, and has still after a way back. */
async function rowCounts(dataSource: DataSource, schema = 'twofold'): Promise<Record<string, number>> {
  const names = ['users', 'sessions', 'backup_codes', 'mails', 'trusted_devices', 'security_events'];
  const counts = names.map((name) => `(SELECT count(*)::int FROM ${schema}.${name}) AS ${name}`);
  const [row] = await dataSource.query(`SELECT ${counts.join(', ')}`);
  return row;
}

/** Of all tables, with the values of all columns. */
async function everyRow(dataSource: DataSource): Promise<string[]> {
  const names = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'twofold' AND table_name <> 'migrations'`,
  );
  const lines = names.map(
    ({ name }) => `SELECT '${name} ' || to_jsonb(t)::text AS line FROM twofold.${name} t`,
  );
  const rows = await dataSource.query<{ line: string }[]>(`${lines.join(' UNION ALL ')} ORDER BY 1`);
  return rows.map(({ line }) => line);
}

function secondFactors(dataSource: DataSource, schema = 'twofold'): Promise<unknown> {
  return dataSource.query(`SELECT * FROM ${schema}.two_factor_authentications ORDER BY user_id`);
}

async function countMigrations(dataSource: DataSource, schema = 'twofold'): Promise<number> {
  const [row] = await dataSource.query(`SELECT count(*)::int AS count FROM ${schema}.migrations`);
  return row.count as number;
}

async function undo(dataSource: DataSource, count: number): Promise<void> {
  for (let undone = 0; undone < count; undone++) {
    await dataSource.undoLastMigration({ transaction: 'each' });
  }
}

test('a database of 0.1.0 is led to the present and back, and loses nothing', async () => {
  const dataSource = await connect(await createRecordedDatabase('0.1.0'));
  const recorded = await tables(dataSource, 'public');
  const rows = await rowCounts(dataSource, 'public');
  const had = await countMigrations(dataSource, 'public');
  const factors = await secondFactors(dataSource, 'public');

  await migrate(dataSource);
  const present = await tables(dataSource);
  expect(await rowCounts(dataSource)).toEqual(rows);

  await undo(dataSource, migrations.length - had);
  expect(await tables(dataSource)).toEqual(recorded);
  expect(await rowCounts(dataSource)).toEqual(rows);
  expect(await secondFactors(dataSource)).toEqual(factors);

  await migrate(dataSource);
  expect(await tables(dataSource)).toEqual(present);
  expect(await rowCounts(dataSource)).toEqual(rows);
});

test('a database of 0.2.0 is led to the present and back, and loses nothing', async () => {
  const dataSource = await connect(await createRecordedDatabase('0.2.0'));
  const recorded = await tables(dataSource);
  const rows = await everyRow(dataSource);
  const had = await countMigrations(dataSource);
  expect(rows.length).toBeGreaterThan(50);

  await migrate(dataSource);
  const present = await tables(dataSource);
  await undo(dataSource, migrations.length - had);
  expect(await tables(dataSource)).toEqual(recorded);
  expect(await everyRow(dataSource)).toEqual(rows);

  await migrate(dataSource);
  expect(await tables(dataSource)).toEqual(present);
});

test('a database of 0.2.0 can go as far back as 0.1.0, with all that 0.1.0 knew, and forward again', async () => {
  const dataSource = await connect(await createRecordedDatabase('0.2.0'));
  const older = await connect(await createRecordedDatabase('0.1.0'));
  const had = await countMigrations(older, 'public');
  await migrate(dataSource);
  const present = await tables(dataSource);
  // Which 0.1.0 did not know.
  await dataSource.query('DELETE FROM security_events WHERE user_id IS NULL');
  const counts = await rowCounts(dataSource);

  await undo(dataSource, migrations.length - had);
  expect(await tables(dataSource)).toEqual(await tables(older, 'public'));
  expect(await rowCounts(dataSource)).toEqual(counts);

  await migrate(dataSource);
  expect(await tables(dataSource)).toEqual(present);
  expect(await rowCounts(dataSource)).toEqual(counts);
});

test('a database of 0.1.0 is moved into our own schema, and nothing that is not ours', async () => {
  const dataSource = await connect(await createRecordedDatabase('0.1.0'));
  await dataSource.query('CREATE TABLE public.known_browsers (id integer)');
  await migrate(dataSource);
  const left = await dataSource.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  expect(left).toEqual([{ name: 'known_browsers' }]);
});

test('every migration can be undone, to the last trace, and done again', async () => {
  const dataSource = await connect(await createTestDatabase());
  await migrate(dataSource);
  const present = await tables(dataSource);

  await undo(dataSource, migrations.length);
  expect(await tables(dataSource)).toEqual([]);

  await migrate(dataSource);
  expect(await tables(dataSource)).toEqual(present);
});

test('a new database gets the schema of one that was led along', async () => {
  const led = await connect(await createRecordedDatabase('0.1.0'));
  const fresh = await connect(await createTestDatabase());
  await migrate(led);
  await migrate(fresh);
  expect(await tables(fresh)).toEqual(await tables(led));
});

test('they are listed in the order in which they run', () => {
  const numbers = migrations.map(({ name }) => Number(name.slice(-13)));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});
