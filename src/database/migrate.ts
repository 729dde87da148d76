import { Logger } from '@nestjs/common';
import {
  DataSource,
  MigrationExecutor,
  type MigrationInterface,
  QueryFailedError,
  type QueryRunner,
} from 'typeorm';
import { isDatabaseUnavailable, isNotPermitted } from '../errors/database-errors.js';
import { patientOptions, type PostgresOptions } from './data-source.options.js';
import { DatabaseUnusableError } from './database-unusable.error.js';
import { enterOwnSchema, SCHEMA } from './own-schema.js';

/** Any number, if it is the same in all releases; these are the letters `twofold`. */
const LOCK_ID = '32782417642089572';

const logger = new Logger('Migrations');

type TableChange<T> = (queryRunner: QueryRunner, patient: DataSource) => Promise<T>;

/**
 * Runs the migrations that have not run yet, all of them or none. Of several processes that start at once one does it, and the
 * others wait for it.
 *
 * @throws DatabaseUnusableError when a newer release has migrated it, its user may not, or something is in the way. It is as it was.
 */
export async function migrate(
  dataSource: DataSource,
  ownMigrations: (new () => MigrationInterface)[] = [],
): Promise<void> {
  const migrated = await changeTables(dataSource, ownMigrations, runPending);
  migrated.forEach(({ name }) => logger.log(`Migrated the database: ${name}.`));
}

/**
 * Changes the tables in our schema in one transaction, while no other process does.
 *
 * It has a connection of its own, without the short timeouts of the others. The lock is held by the very connection
 * that migrates: if that breaks, nobody works on without the lock.
 *
 * @throws DatabaseUnusableError
 */
export async function changeTables<T>(
  dataSource: DataSource,
  ownMigrations: (new () => MigrationInterface)[],
  change: TableChange<T>,
): Promise<T> {
  const options = patientOptions(dataSource.options as PostgresOptions);
  const ours = options.migrations as (new () => MigrationInterface)[];
  const patient = new DataSource({ ...options, migrations: [...ours, ...ownMigrations] });
  await patient.initialize();
  try {
    const queryRunner = patient.createQueryRunner();
    await lock(queryRunner);
    try {
      return await inTransaction(queryRunner, patient, change);
    } finally {
      await queryRunner.query('SELECT pg_advisory_unlock($1)', [LOCK_ID]);
    }
  } finally {
    await patient.destroy();
  }
}

async function lock(queryRunner: QueryRunner): Promise<void> {
  const [row] = await queryRunner.query('SELECT pg_try_advisory_lock($1) AS "isLocked"', [LOCK_ID]);
  if (!row.isLocked) {
    logger.log('Another process is migrating the database; waiting for it.');
    await queryRunner.query('SELECT pg_advisory_lock($1)', [LOCK_ID]);
  }
}

async function inTransaction<T>(
  queryRunner: QueryRunner,
  dataSource: DataSource,
  change: TableChange<T>,
): Promise<T> {
  await queryRunner.startTransaction();
  try {
    await enterOwnSchema(queryRunner);
    const result = await change(queryRunner, dataSource);
    await queryRunner.commitTransaction();
    return result;
  } catch (error) {
    await queryRunner.rollbackTransaction();
    throw unusable(error as Error);
  }
}

async function runPending(queryRunner: QueryRunner, dataSource: DataSource): Promise<{ name: string }[]> {
  const executor = new MigrationExecutor(dataSource, queryRunner);
  executor.transaction = 'none';
  refuseNewer(await executor.getExecutedMigrations(), dataSource.migrations);
  return executor.executePendingMigrations();
}

/** What a newer release has made of the tables, this one would not understand. */
function refuseNewer(executed: { name: string }[], own: MigrationInterface[]): void {
  const unknown = executed.findLast(({ name }) => !own.some((migration) => nameOf(migration) === name));
  if (unknown) {
    throw new DatabaseUnusableError(
      `The database was migrated by a newer release of Twofold (${unknown.name}), which this one is too old for: start that release, or restore a backup from before`,
    );
  }
}

export function nameOf(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

function unusable(error: Error): Error {
  if (isNotPermitted(error)) {
    return new DatabaseUnusableError(
      `The user of the database may not create its tables (${error.message}): make it the owner of the database, or let its owner run CREATE SCHEMA ${SCHEMA} AUTHORIZATION and its name; where the tables are another's, let that one run "twofold migrate --grant" and its name`,
      error,
    );
  }
  return error instanceof QueryFailedError && !isDatabaseUnavailable(error)
    ? new DatabaseUnusableError(`The database cannot be migrated, and is as it was: ${error.message}`, error)
    : error;
}
