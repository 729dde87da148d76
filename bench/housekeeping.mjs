import { once } from 'node:events';
import pg from 'pg';
import { startServer } from './processes.mjs';
import { guarded, secondFactors } from './requests.mjs';

/** What has expired within the last day; see huge.mjs. */
const EXPIRED = {
  sessions: 'idle_expires_at <= now()',
  security_events: "at <= now() - interval '365 days'",
};

/**
 * Deletes what has expired, in one process, while another one serves.
 *
 * @returns how many rows, in how many seconds, and what became of the requests meanwhile.
 */
export async function housekeepingTimes({ databaseUrl, port, accounts }, load) {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=twofold' });
  await client.connect();
  const count = async () => {
    let total = 0;
    for (const [table, condition] of Object.entries(EXPIRED)) {
      const { rows } = await client.query(`SELECT count(*)::int FROM ${table} WHERE ${condition}`);
      total += rows[0].count;
    }
    return total;
  };
  const before = await count();
  const calm = await ask();
  const housekeeper = await startServer('servers/housekeeper.mjs', { DATABASE_URL: databaseUrl });
  const done = once(housekeeper.process, 'message');
  const start = performance.now();
  housekeeper.process.send('run');
  const meanwhile = await ask();
  await done;
  const seconds = (performance.now() - start) / 1000;
  const left = await count();
  await housekeeper.stop();
  await client.end();
  return { rows: before - left, left, seconds, calm, meanwhile };

  async function ask() {
    const answers = {};
    const second = await secondFactors(accounts);
    answers.secondFactor = await load.run({
      port,
      connections: 8,
      seconds: 60,
      requests: second,
      limit: second.length,
    });
    answers.guarded = await load.run({ port, connections: 8, seconds: 5, requests: await guarded(accounts) });
    return answers;
  }
}
