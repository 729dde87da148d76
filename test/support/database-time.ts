/** Makes the used refresh tokens of all sessions so many seconds older, by the clock of the database, which nobody can stop. */
export async function letDatabaseTimePass(
  database: { query(sql: string, parameters: unknown[]): Promise<unknown> },
  seconds: number,
): Promise<void> {
  await database.query(
    `UPDATE sessions SET used_refresh_tokens = (
       SELECT jsonb_agg(used || jsonb_build_object('usedAt', (used ->> 'usedAt')::bigint - $1::bigint * 1000))
       FROM jsonb_array_elements(used_refresh_tokens) used)
     WHERE used_refresh_tokens <> '[]'`,
    [seconds],
  );
}
