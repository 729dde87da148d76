import type { QueryRunner } from 'typeorm';
import { DatabaseUnusableError } from './database-unusable.error.js';

/** The PostgreSQL schema of all our tables, which so never meet somebody else's `users`. */
export const SCHEMA = 'twofold';

const FIRST_MIGRATION = 'InitialSchema1795500000000';

/** The tables that each migration made until they had a schema of their own. */
const formerTables: Record<string, string[]> = {
  [FIRST_MIGRATION]: [
    'migrations',
    'users',
    'sessions',
    'two_factor_authentications',
    'backup_codes',
    'trusted_devices',
    'rate_limits',
    'security_events',
  ],
  Account1795600000000: ['mails', 'one_time_tokens', 'password_reset_requests'],
  RecoveryTokens1795700010000: ['recovery_tokens'],
  PendingRegistrations1795700010001: ['pending_registrations'],
  KnownBrowsers1795700020000: ['known_browsers'],
  PendingSecrets1795700040000: ['pending_secrets'],
};

/**
 * Makes the schema where it is missing, and moves our tables into it from where earlier releases had them: the schema that the
 * database's or the role's own `search_path` leads to. Part of the transaction of the migrations.
 *
 * @throws DatabaseUnusableError when the schema is somebody else's.
 */
export async function enterOwnSchema(queryRunner: QueryRunner): Promise<void> {
  const tables = await tablesOf(queryRunner);
  if (tables?.includes('migrations')) {
    return;
  }
  if (tables && tables.length > 0) {
    throw new DatabaseUnusableError(
      `The schema "${SCHEMA}" of the database has tables that are not Twofold's (${tables.join(', ')}): rename it, or give Twofold another database`,
    );
  }
  if (!tables) {
    await queryRunner.query(`CREATE SCHEMA ${SCHEMA}`);
  }
  await queryRunner.query('RESET search_path');
  await moveFormerTables(queryRunner);
  await queryRunner.query(`SET search_path TO ${SCHEMA}`);
}

/** @returns undefined where there is no such schema. */
async function tablesOf(queryRunner: QueryRunner): Promise<string[] | undefined> {
  const [schema] = await queryRunner.manager.query<{ tables: string[] }[]>(
    `SELECT array(SELECT relname::text FROM pg_class WHERE relnamespace = n.oid AND relkind <> 'i' ORDER BY 1) AS tables
     FROM pg_namespace n WHERE nspname = $1`,
    [SCHEMA],
  );
  return schema?.tables;
}

async function moveFormerTables(queryRunner: QueryRunner): Promise<void> {
  const [former] = await queryRunner.manager.query<{ schema: string }[]>(
    `SELECT quote_ident(nspname) AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = to_regclass('migrations') AND has_table_privilege(c.oid, 'SELECT')`,
  );
  if (!former) {
    return;
  }
  // Other applications call their table of migrations so, too, and may have no such column.
  const done = await queryRunner.manager.query<{ name: string }[]>(
    `SELECT to_jsonb(m) ->> 'name' AS name FROM ${former.schema}.migrations m`,
  );
  const names = done.map(({ name }) => name);
  for (const table of names.includes(FIRST_MIGRATION)
    ? names.flatMap((name) => formerTables[name] ?? [])
    : []) {
    await queryRunner.query(`ALTER TABLE ${former.schema}.${table} SET SCHEMA ${SCHEMA}`);
  }
}
