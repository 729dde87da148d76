import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isLater } from '../../../src/database/later-than.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const ROWS = 50_000;

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  await client.query(`
    CREATE TABLE things (id int PRIMARY KEY, expires_at timestamptz NOT NULL) WITH (autovacuum_enabled = off);
    CREATE INDEX ON things (expires_at);
    INSERT INTO things SELECT n, now() + n * interval '1 second' FROM generate_series(1, ${ROWS}) n;
    ANALYZE things;
    DELETE FROM things WHERE id < ${ROWS - 10}`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Pages that are read to make a plan, once the first ones have found the dead rows. */
async function pagesToPlan(condition: string): Promise<number> {
  const sql = `EXPLAIN (BUFFERS, FORMAT JSON) SELECT FROM things WHERE id = ${ROWS} AND ${condition}`;
  let pages = Infinity;
  for (let time = 0; time < 5; time++) {
    const { rows } = await client.query(sql);
    const { Planning: planning } = rows[0]['QUERY PLAN'][0];
    pages = planning['Shared Hit Blocks'] + planning['Shared Read Blocks'];
  }
  return pages;
}

it('a row by its id is planned without a walk past the dead rows of the index of its time', async () => {
  expect(await pagesToPlan(isLater('expires_at', 'now()'))).toBeLessThan(10);
  // What it is there for.
  expect(await pagesToPlan('expires_at > now()')).toBeGreaterThan(50);
});
