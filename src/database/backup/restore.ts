import {
  DataSource,
  MigrationExecutor,
  type MigrationInterface,
  QueryFailedError,
  type QueryRunner,
} from 'typeorm';
import { isDatabaseUnavailable, isNotPermitted } from '../../errors/database-errors.js';
import { DatabaseUnusableError } from '../database-unusable.error.js';
import { changeTables, nameOf } from '../migrate.js';
import { BadBackupError, type HeaderLine, parseHeader } from './backup.format.js';
import { fillTables } from './backup.reader.js';
import { quoted, tablesOfSchema } from './catalogue.js';

/** Tables that a server fills by itself before there is anybody. */
const filledByItself = [
  'migrations',
  'rate_limits',
  'security_events',
  'used_passkey_challenges',
  'password_reset_requests',
  'running_copies',
  'signing_keys',
  'used_keys',
];

export interface RestoreReport {
  /** When the backup was made: ISO 8601. */
  at: string;
  rows: number;
}

/**
 * Puts a backup into a database that has no accounts, all of it or nothing: first the tables as they were when it was made, then
 * its rows, then the migrations since.
 *
 * @param ownMigrations of modules that are not ours.
 * @throws BadBackupError, DatabaseUnusableError. The database is as it was.
 */
export async function restore(
  dataSource: DataSource,
  ownMigrations: (new () => MigrationInterface)[],
  lines: AsyncIterator<string>,
): Promise<RestoreReport> {
  const header = parseHeader((await lines.next()).value);
  return changeTables(dataSource, ownMigrations, async (queryRunner, patient) => {
    try {
      await clear(queryRunner);
      await run(patient, queryRunner, migrationsOf(header, patient));
      const rows = await fillTables(queryRunner, lines);
      await run(patient, queryRunner, patient.migrations);
      return { at: header.at, rows };
    } catch (error) {
      throw error instanceof QueryFailedError && !isDatabaseUnavailable(error) && !isNotPermitted(error)
        ? new BadBackupError(error.message)
        : error;
    }
  });
}

/** @throws DatabaseUnusableError where there is something to lose. */
async function clear(queryRunner: QueryRunner): Promise<void> {
  const tables = await tablesOfSchema(queryRunner);
  for (const table of tables.filter((name) => !filledByItself.includes(name))) {
    const [row] = await queryRunner.manager.query<unknown[]>(`SELECT FROM ${quoted(table)} LIMIT 1`);
    if (row) {
      throw new DatabaseUnusableError(
        `The database is not empty (${table} has rows), and a backup is restored into an empty one only: make a new database, or set another DATA_DIR`,
      );
    }
  }
  if (tables.length > 0) {
    await queryRunner.query(`DROP TABLE ${tables.map(quoted).join(', ')} CASCADE`);
  }
}

function migrationsOf({ migrations }: HeaderLine, { migrations: known }: DataSource): MigrationInterface[] {
  const names = known.map(nameOf);
  const unknown = migrations.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new BadBackupError(
      `a newer release of Twofold made it (${unknown}), or one with modules that this one does not have`,
    );
  }
  return known.filter((migration) => migrations.includes(nameOf(migration)));
}

async function run(
  dataSource: DataSource,
  queryRunner: QueryRunner,
  migrations: MigrationInterface[],
): Promise<void> {
  const withThese = Object.create(dataSource, { migrations: { value: migrations } }) as DataSource;
  const executor = new MigrationExecutor(withThese, queryRunner);
  executor.transaction = 'none';
  await executor.executePendingMigrations();
}
