import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_RUNNING } from '../../../src/rate-limiting/user-turns.js';
import { operations } from '../../fuzz/openapi-operations.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Actor, withoutTimeouts } from '../../support/deletion-race.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** As many as a browser, or a script, may well send at once. */
const CROWD = 120;

let database: TestDatabase;
let app: TestApp;
/** Holds rows, and looks on. */
let holder: pg.Client;
let observer: pg.Client;
let others: Browser[];

beforeAll(async () => {
  freezeClock();
  database = await createTestDatabase();
  app = await TestApp.start({ DATABASE_URL: database.url });
  await withoutTimeouts(app);
  [holder, observer] = [new pg.Client(database.url), new pg.Client(database.url)];
  await Promise.all([holder.connect(), observer.connect()]);
  others = await Promise.all(Array.from({ length: 12 }, async () => (await app.account()).logIn()));
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([holder.end(), observer.end()]);
  await app.stop();
  await database.drop();
});

/** Connections that wait for a row. */
async function waiting(): Promise<number> {
  const { rows } = await observer.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

const isFull = () =>
  vi.waitUntil(async () => (await waiting()) >= MAX_RUNNING, { interval: 5, timeout: 10_000 });

async function hold({ email }: Account): Promise<void> {
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM users WHERE email = $1 FOR UPDATE', [email]);
  await holder.query(
    'SELECT 1 FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = $1) FOR UPDATE',
    [email],
  );
}

const release = () => holder.query('ROLLBACK');

/** More people than the crowd leaves connections. */
async function expectOthersToRefresh(): Promise<void> {
  const answers = await Promise.all(others.map((browser) => browser.post('/authentication/refresh')));
  expect(answers.map(({ status }) => status)).toEqual(others.map(() => 200));
}

const statusesOf = (answers: Answer[]) =>
  [...new Set(answers.map(({ status }) => status))].toSorted((a, b) => a - b);

describe('a crowd of requests of one user', () => {
  let owner: Account;
  let browser: Browser;
  beforeEach(async () => {
    owner = await app.account();
    browser = await owner.logIn();
  });
  afterEach(release);

  it('holds only a few database connections while his row is locked, and other people are served', async () => {
    await hold(owner);
    const crowd = Array.from({ length: CROWD }, () => browser.copy().delete('/sessions'));
    await isFull();
    await expectOthersToRefresh();
    expect(await waiting()).toBe(MAX_RUNNING);
    await release();
    // Those that had to wait too long, or were too many, are told so; none is lost.
    expect(statusesOf(await Promise.all(crowd))).toEqual([204, 503]);
    await expectStatus(204, browser.delete('/sessions'));
  });

  it('leaves nobody logged in here who logs out and does not get a turn', async () => {
    await hold(owner);
    const crowd = Array.from({ length: MAX_RUNNING }, () =>
      browser.copyOnly('Refresh').post('/authentication/refresh'),
    );
    await isFull();
    const leaving = browser.copy();
    expect(await leaving.post('/authentication/log-out')).toMatchObject({
      status: 503,
      body: { message: expect.stringContaining('the session could not be ended') },
    });
    expect([leaving.cookies.has('Authentication'), leaving.cookies.has('Refresh')]).toEqual([false, false]);
    await release();
    await Promise.all(crowd);
  });

  it('gets through one after the other where nothing holds it up', async () => {
    const crowd = Array.from({ length: 40 }, () => browser.copy().delete('/sessions'));
    expect(statusesOf(await Promise.all(crowd))).toEqual([204]);
  });

  it('has no more than that when it hangs up, and gets its places back when the work is done', async () => {
    await hold(owner);
    for (let round = 0; round < 3; round++) {
      const hangUp = new AbortController();
      const crowd = Array.from({ length: 10 }, () =>
        fetch(`${app.url}/sessions`, {
          method: 'DELETE',
          headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') },
          signal: hangUp.signal,
        }),
      );
      await isFull();
      hangUp.abort();
      await Promise.allSettled(crowd);
      expect(await waiting()).toBe(MAX_RUNNING);
    }
    await expectOthersToRefresh();
    await release();
    const answers = Array.from({ length: 10 }, () => browser.copy().delete('/sessions'));
    expect(statusesOf(await Promise.all(answers))).toEqual([204]);
  });

  it('that waited is nobody any more when the session ended in the meantime', async () => {
    await hold(owner);
    const crowd = Array.from({ length: MAX_RUNNING + 1 }, () => browser.copy().post('/2fa/generate'));
    await isFull();
    // By the one who holds the rows, so that it is true when they are let go.
    await holder.query(
      `DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = '${owner.email}')`,
    );
    await holder.query(
      `SELECT pg_notify('twofold_user_changes', (SELECT id FROM users WHERE email = '${owner.email}')::text)`,
    );
    await holder.query('COMMIT');
    const statuses = (await Promise.all(crowd)).map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses.at(-1)).toBe(401);
  });
});

describe('no route lets one user have more connections', () => {
  afterEach(release);

  const changing = operations.filter(({ method, path }) => method !== 'GET' && !path.includes('{id}'));

  it.each(changing.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const actor = await Actor.create(app);
    const request = await actor.prepare(operation, 'right');
    await hold(actor.account);
    let answered = 0;
    const crowd = Array.from({ length: 30 }, () => request().finally(() => answered++));
    await vi.waitUntil(async () => answered > 0 || (await waiting()) >= MAX_RUNNING, {
      interval: 5,
      timeout: 10_000,
    });
    await expectOthersToRefresh();
    expect(await waiting()).toBeLessThanOrEqual(MAX_RUNNING);
    await release();
    await Promise.all(crowd);
  });

  it.each([
    ['POST /authentication/refresh', 'Refresh'],
    ['POST /authentication/log-out', 'Refresh'],
    ['POST /authentication/log-out', 'Authentication'],
    ['POST /account/email-verification/confirm', 'nothing'],
  ])('%s with %s of one user, whatever is made up beside it', async (name, cookie) => {
    const actor = await Actor.create(app);
    const token = await new Mailbox(app).tokenFor(actor.account.email, 'verify-email');
    await hold(actor.account);
    const [method = '', path = ''] = name.split(' ');
    const crowd = Array.from({ length: 30 }, () => {
      const browser = actor.browser.copyOnly(cookie);
      if (cookie !== 'Refresh') {
        browser.cookies.set('Refresh', randomBytes(50).toString('base64url'));
      }
      const body = { token: path.endsWith('/confirm') ? token : randomBytes(32).toString('base64url') };
      // Each a browser of its own.
      return browser.request(method, path, {
        body,
        headers: { 'user-agent': randomBytes(8).toString('hex') },
      });
    });
    await isFull();
    await expectOthersToRefresh();
    expect(await waiting()).toBe(MAX_RUNNING);
    await release();
    await Promise.all(crowd);
  });
});
