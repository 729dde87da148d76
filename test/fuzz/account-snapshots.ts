import type pg from 'pg';

/** In the order in which they refer to each other. */
const tables = [
  'users',
  'sessions',
  'totp_authenticators',
  'second_factor_budgets',
  'passkeys',
  'backup_codes',
  'trusted_devices',
  'one_time_tokens',
  'recovery_tokens',
];

const keyOf = (table: string) => (table === 'users' ? 'id' : 'user_id');

const restoreFunction = `
  CREATE FUNCTION restore_account(account uuid, snapshot jsonb) RETURNS void LANGUAGE sql AS $$
    DELETE FROM users WHERE id = account OR email = snapshot->'users'->0->>'email';
    ${tables
      .map(
        (table) =>
          `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, snapshot->'${table}');`,
      )
      .join('\n')}
    SELECT pg_notify('twofold_user_changes', account::text);
  $$`;

const takeQuery = `SELECT jsonb_build_object(${tables
  .map(
    (table) =>
      `'${table}', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM ${table} t WHERE ${keyOf(table)} = $1)`,
  )
  .join(', ')}) AS snapshot`;

/** Rows of an account. */
export type AccountSnapshot = Record<string, Record<string, unknown>[]>;

/**
 * Puts accounts back as they were, whatever has been done with them: a log-in, a changed password, the end of everything.
 * Making new ones through the API would be ten requests each, and the log-ins of a request to be replayed would be others.
 */
export class AccountSnapshots {
  private constructor(private readonly db: pg.Pool) {}

  static async prepare(db: pg.Pool): Promise<AccountSnapshots> {
    await db.query(restoreFunction);
    return new AccountSnapshots(db);
  }

  async take(userId: string): Promise<AccountSnapshot> {
    const { rows } = await this.db.query<{ snapshot: AccountSnapshot }>(takeQuery, [userId]);
    return rows[0]?.snapshot ?? {};
  }

  /** The server hears of it, as of every change by another process. */
  async restore(userId: string, snapshot: AccountSnapshot): Promise<void> {
    await this.db.query('SELECT restore_account($1, $2)', [userId, JSON.stringify(snapshot)]);
  }
}
