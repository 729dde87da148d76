import { DataSource } from 'typeorm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataSourceOptions } from '../../../src/database/data-source.options.js';
import { migrate } from '../../../src/database/migrate.js';
import { migrations } from '../../../src/database/migrations.js';
import { createRecordedDatabase } from '../../support/recorded-release.js';
import type { TestDatabase } from '../../support/test-database.js';

/** Migrations of 0.1.0. */
const RECORDED = 2;

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await createRecordedDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url })).initialize();
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** All columns, constraints and indexes, but for the table of migrations. */
async function schema(): Promise<string[]> {
  const rows = await dataSource.query<{ line: string }[]>(`
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

/** Of the tables that 0.1.0 had. */
async function rowCounts(): Promise<Record<string, number>> {
  const [counts] = await dataSource.query(`
    SELECT (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM sessions) AS sessions,
      (SELECT count(*)::int FROM backup_codes) AS backup_codes, (SELECT count(*)::int FROM mails) AS mails,
      (SELECT count(*)::int FROM trusted_devices) AS trusted_devices,
      (SELECT count(*)::int FROM two_factor_authentications) AS two_factor_authentications,
      (SELECT count(*)::int FROM security_events) AS security_events`);
  return counts;
}

async function undo(count: number): Promise<void> {
  for (let undone = 0; undone < count; undone++) {
    await dataSource.undoLastMigration({ transaction: 'each' });
  }
}

test('a database of 0.1.0 is led to the present and back, and loses nothing', async () => {
  const recorded = { schema: await schema(), rows: await rowCounts() };

  await migrate(dataSource);
  const present = await schema();
  expect(await rowCounts()).toEqual(recorded.rows);

  await undo(migrations.length - RECORDED);
  expect({ schema: await schema(), rows: await rowCounts() }).toEqual(recorded);

  await migrate(dataSource);
  expect({ schema: await schema(), rows: await rowCounts() }).toEqual({
    schema: present,
    rows: recorded.rows,
  });
});

test('every migration can be undone, to the last trace, and done again', async () => {
  await migrate(dataSource);
  const present = await schema();

  await undo(migrations.length);
  expect(await schema()).toEqual([]);

  await migrate(dataSource);
  expect(await schema()).toEqual(present);
});

test('a new database gets the schema of one that was led along', async () => {
  await migrate(dataSource);
  const led = await schema();

  await dataSource.query('DROP SCHEMA public CASCADE');
  await dataSource.query('CREATE SCHEMA public');
  await migrate(dataSource);

  expect(await schema()).toEqual(led);
});

test('they are listed in the order in which they run', () => {
  const numbers = migrations.map(({ name }) => Number(name.slice(-13)));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});
