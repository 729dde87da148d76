import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataSourceOptions } from '../../../src/database/data-source.options.js';
import { migrate } from '../../../src/database/migrate.js';
import { migrations as allMigrations } from '../../../src/database/migrations.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

// TypeORM reads the order from the 13 digits at the end of the name.
class SlowTable1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE first (id integer)');
    // Longer than any limit of a request.
    await queryRunner.query('SELECT pg_sleep(2.6)');
  }

  async down(): Promise<void> {}
}

class Table1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE second (id integer)');
  }

  async down(): Promise<void> {}
}

class Broken1700000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE third (id integer)');
    await queryRunner.query('SELECT * FROM missing');
  }

  async down(): Promise<void> {}
}

let database: TestDatabase;
const dataSources: DataSource[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await Promise.all(dataSources.splice(0).map((dataSource) => dataSource.destroy()));
  await database.drop();
});

async function connect(migrations: (new () => MigrationInterface)[]): Promise<DataSource> {
  const options = { ...dataSourceOptions({ url: database.url }), migrations };
  const dataSource = await new DataSource(options).initialize();
  dataSources.push(dataSource);
  return dataSource;
}

function tablesOf(dataSource: DataSource): Promise<{ name: string }[]> {
  return dataSource.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema IN ('public', 'twofold') ORDER BY 1`,
  );
}

test('of processes that start at once one migrates, however long it takes, and all of them go on', async () => {
  const migrations = [SlowTable1700000000001, Table1700000000002];
  const processes = await Promise.all([connect(migrations), connect(migrations), connect(migrations)]);

  await Promise.all(processes.map((each) => migrate(each)));

  const done = await processes[1]?.query('SELECT name FROM migrations ORDER BY id');
  expect(done).toEqual([{ name: 'SlowTable1700000000001' }, { name: 'Table1700000000002' }]);
});

test('a database that a newer release has migrated is refused, and not touched', async () => {
  await migrate(await connect([Table1700000000002]));
  const older = await connect([Broken1700000000003]);

  await expect(migrate(older)).rejects.toThrow(
    /^The database was migrated by a newer release of Twofold \(Table1700000000002\), .*\.$/,
  );

  expect(await tablesOf(older)).toEqual([{ name: 'migrations' }, { name: 'second' }]);
});

async function connectAs(role: string): Promise<DataSource> {
  const url = new URL(database.url);
  [url.username, url.password] = [role, 'secret'];
  const options = { ...dataSourceOptions({ url: url.href }), migrations: [Table1700000000002] };
  const dataSource = await new DataSource(options).initialize();
  dataSources.push(dataSource);
  return dataSource;
}

test('who may not make its schema is told so in one line, and whom its owner gave it needs no more', async () => {
  const admin = await connect([]);
  const role = `newcomer_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);

  await expect(migrate(await connectAs(role))).rejects.toThrow(
    /^The user of the database may not create its tables \(permission denied for database \w+\): .*\.$/,
  );
  await admin.query(`CREATE SCHEMA twofold AUTHORIZATION ${role}`);
  await migrate(await connectAs(role));
  await admin.query('DROP SCHEMA twofold CASCADE');
  await admin.query('CREATE SCHEMA twofold');
  await expect(migrate(await connectAs(role))).rejects.toThrow('(no schema has been selected to create in)');

  await admin.query(`DROP OWNED BY ${role}`);
  await admin.query(`DROP ROLE ${role}`);
});

test('the role that docker compose makes can migrate, and owns nothing but the schema (ASVS 13.2.1)', async () => {
  const admin = await connect([]);
  const role = `compose_${randomUUID().replaceAll('-', '')}`;
  const script = await readFile('deploy/postgres-role.sh', 'utf8');
  for (const statement of script.matchAll(/^CREATE .*twofold.*;$/gm)) {
    const [made] = statement;
    const ofTest = made
      .replace(/(ROLE|AUTHORIZATION) twofold/, `$1 ${role}`)
      .replace(":'password'", "'secret'");
    expect(ofTest).not.toBe(made);
    await admin.query(ofTest);
  }

  const own = await connectAs(role);
  await migrate(own);

  await expect(own.query('CREATE TABLE public.mine ()')).rejects.toThrow('permission denied');
  await expect(own.query('CREATE SCHEMA mine')).rejects.toThrow('permission denied');
  await expect(own.query(`CREATE ROLE ${role}_2`)).rejects.toThrow('permission denied');
  await admin.query(`DROP OWNED BY ${role}`);
  await admin.query(`DROP ROLE ${role}`);
});

test("somebody else's table of migrations, which we may not read, is nothing to us", async () => {
  const admin = await connect([]);
  const role = `newcomer_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  await admin.query('CREATE TABLE public.migrations (name text)');
  await admin.query(`CREATE SCHEMA twofold AUTHORIZATION ${role}`);

  await migrate(await connectAs(role));

  expect(await tablesOf(admin)).toContainEqual({ name: 'second' });
  await admin.query(`DROP OWNED BY ${role}`);
  await admin.query(`DROP ROLE ${role}`);
});

test('a migration that fails leaves the database as it was, and no lock', async () => {
  const dataSource = await connect([Table1700000000002, Broken1700000000003]);

  await expect(migrate(dataSource)).rejects.toThrow(
    /^The database cannot be migrated, and is as it was: relation "missing" does not exist\.$/,
  );

  expect(await tablesOf(dataSource)).toEqual([]);
  expect(await dataSource.query("SELECT FROM pg_namespace WHERE nspname = 'twofold'")).toEqual([]);
  await migrate(await connect([Table1700000000002]));
});

test("a schema of our name with somebody else's tables is refused, and not touched", async () => {
  const dataSource = await connect([Table1700000000002]);
  await dataSource.query('CREATE SCHEMA twofold');
  await dataSource.query('CREATE TABLE twofold.users (name text)');

  await expect(migrate(dataSource)).rejects.toThrow(
    /^The schema "twofold" of the database has tables that are not Twofold's \(users\): .*\.$/,
  );
  expect(await tablesOf(dataSource)).toEqual([{ name: 'users' }]);
});

test("somebody else's tables beside our schema are nothing to us, whatever they are called", async () => {
  const dataSource = await connect(allMigrations);
  await dataSource.query('CREATE TABLE public.migrations (id integer, hash text)');
  await dataSource.query('INSERT INTO public.migrations VALUES (1, $1)', ['InitialSchema1795500000000']);
  await dataSource.query('CREATE TABLE public.users (name text)');

  await migrate(dataSource);

  expect(await dataSource.query('SELECT * FROM public.users')).toEqual([]);
  expect(await dataSource.query('SELECT hash FROM public.migrations')).toHaveLength(1);
});
