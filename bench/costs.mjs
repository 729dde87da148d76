/** What a request costs the database; the arithmetic in README.md stands on it. */
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds after which an idle connection has told what it did. */
const STATISTICS_DELAY = 2000;

/** @returns transactions, rows written and bytes of WAL for one request of these. */
export async function costOf({ port, accounts }, load, requests) {
  const texts = await requests(accounts);
  const before = await read(accounts.pool);
  const { count } = await load.run({
    port,
    connections: 4,
    seconds: 120,
    requests: texts,
    limit: texts.length,
  });
  const after = await read(accounts.pool);
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, (value - before[name]) / count]),
  );
}

async function read(pool) {
  await wait(STATISTICS_DELAY);
  const { rows } = await pool.query(
    `SELECT xact_commit AS transactions, tup_inserted + tup_updated + tup_deleted AS rows,
       pg_current_wal_insert_lsn() - '0/0' AS wal
     FROM pg_stat_database WHERE datname = current_database()`,
  );
  return Object.fromEntries(Object.entries(rows[0]).map(([name, value]) => [name, Number(value)]));
}
