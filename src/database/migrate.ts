import { Logger } from '@nestjs/common';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { patientOptions, type PostgresOptions } from './data-source.options.js';

/** Any number, if it is the same in all releases; these are the letters `twofold`. */
const LOCK_ID = '32782417642089572';

const logger = new Logger('Migrations');

/**
 * Runs the migrations that have not run yet, each in a transaction of its own. Of several processes that start at
 * once one does it, and the others wait for it.
 *
 * It has a connection of its own, without the short timeouts of the others. The lock is held by the very connection
 * that migrates: if that breaks, nobody works on without the lock.
 *
 * @throws QueryFailedError of a migration, which has been rolled back.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  const patient = new DataSource(patientOptions(dataSource.options as PostgresOptions));
  await patient.initialize();
  try {
    const queryRunner = patient.createQueryRunner();
    await lock(queryRunner);
    try {
      await runPending(patient, queryRunner);
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

async function runPending(dataSource: DataSource, queryRunner: QueryRunner): Promise<void> {
  const executor = new MigrationExecutor(dataSource, queryRunner);
  executor.transaction = 'each';
  for (const { name } of await executor.executePendingMigrations()) {
    logger.log(`Migrated the database: ${name}.`);
  }
}
