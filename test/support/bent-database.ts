import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** As an operator, or another application of the same database, may have set them; none of them is what we expect. */
const bentSettings: Record<string, string> = {
  array_nulls: 'off',
  bytea_output: 'escape',
  datestyle: 'German',
  default_transaction_deferrable: 'on',
  default_transaction_isolation: 'repeatable read',
  exit_on_error: 'on',
  extra_float_digits: '-15',
  idle_in_transaction_session_timeout: '50ms',
  idle_session_timeout: '50ms',
  intervalstyle: 'iso_8601',
  lock_timeout: '1ms',
  standard_conforming_strings: 'off',
  // Long enough to be set otherwise in.
  statement_timeout: '1s',
  timezone: 'Asia/Kathmandu',
  transaction_timeout: '1s',
};

/** A database whose every setting is another one. */
export async function createBentDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  // Some are younger than the oldest PostgreSQL that serves.
  const { rows } = await client.query<{ name: string }>('SELECT lower(name) AS name FROM pg_settings');
  const known = new Set(rows.map(({ name }) => name));
  for (const [name, value] of Object.entries(bentSettings).filter((setting) => known.has(setting[0]))) {
    await client.query(
      `ALTER DATABASE ${client.escapeIdentifier(client.database ?? '')} SET ${name} = '${value}'`,
    );
  }
  await client.end();
  return database;
}
