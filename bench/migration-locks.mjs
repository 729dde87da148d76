import pg from 'pg';

/** Milliseconds between two looks. */
const INTERVAL = 20;

/** Those that keep others from writing, at least. */
const MODES = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];

/**
 * Watches a migration from the outside.
 *
 * @returns how long, in ms, each table that was there before was locked, and each statement took.
 */
export async function watchMigration(url, migrate) {
  const client = new pg.Client({ connectionString: url, application_name: 'watch' });
  await client.connect();
  const { rows: tables } = await client.query(
    `SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind = 'r' AND nspname IN ('public', 'twofold')`,
  );
  const names = new Map(tables.map(({ oid, relname }) => [oid, relname]));
  const held = new Map();
  const statements = new Map();
  let isOver = false;
  const work = migrate().finally(() => (isOver = true));
  for (let last = performance.now(); !isOver;) {
    const { rows } = await client.query(
      `SELECT query, array(SELECT relation FROM pg_locks l WHERE l.pid = a.pid AND mode = ANY($1) AND granted AND relation IS NOT NULL) AS locked
       FROM pg_stat_activity a WHERE application_name = 'twofold' AND datname = current_database() AND xact_start IS NOT NULL`,
      [MODES],
    );
    const now = performance.now();
    for (const { query, locked } of rows) {
      add(statements, query.replaceAll(/\s+/g, ' ').slice(0, 90), now - last);
      new Set(locked.map((oid) => names.get(oid)).filter(Boolean)).forEach((name) =>
        add(held, name, now - last),
      );
    }
    last = now;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
  await work;
  await client.end();
  return { held: sorted(held), statements: sorted(statements) };
}

function add(times, key, time) {
  times.set(key, (times.get(key) ?? 0) + time);
}

function sorted(times) {
  return [...times].toSorted(([, a], [, b]) => b - a);
}
