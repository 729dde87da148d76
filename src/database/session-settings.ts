import type { ClientBase } from 'pg';
import { SCHEMA } from './own-schema.js';

/** Milliseconds; 0 for no limit. */
export interface SessionTimeouts {
  statement: number;
  lock: number;
  idleInTransaction: number;
}

/**
 * What the code relies on, and what `ALTER DATABASE … SET`, `ALTER ROLE … SET` or the server's own file could say
 * otherwise. Left as it is: `default_transaction_read_only`, by which operators (and full disks of managed servers) stop all
 * writing on purpose.
 */
const always = {
  array_nulls: 'on',
  bytea_output: 'hex',
  datestyle: 'ISO, MDY',
  default_transaction_deferrable: 'off',
  default_transaction_isolation: 'read committed',
  exit_on_error: 'off',
  extra_float_digits: '1',
  idle_session_timeout: '0',
  intervalstyle: 'postgres',
  search_path: SCHEMA,
  standard_conforming_strings: 'on',
  timezone: 'UTC',
  transaction_timeout: '0',
};

/**
 * Makes a new connection what the code expects. By a statement, since poolers refuse most settings in a startup message;
 * and of those settings only that this server has, since some are younger than the oldest PostgreSQL that serves.
 */
export function pinSettings(timeouts: Partial<SessionTimeouts> = {}): (client: ClientBase) => Promise<void> {
  const settings = {
    ...always,
    statement_timeout: timeouts.statement,
    lock_timeout: timeouts.lock,
    idle_in_transaction_session_timeout: timeouts.idleInTransaction,
  };
  const values = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `('${name}', '${value}')`);
  const sql = `SELECT set_config(known.name, pinned.value, false)
    FROM (VALUES ${values.join(', ')}) pinned (name, value) JOIN pg_settings known ON lower(known.name) = pinned.name`;
  return async (client) => {
    await client.query(sql);
  };
}
