import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserChangesListener } from '../../../src/users/user-changes.listener.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import {
  afterRecovery,
  expectAllUnavailable,
  expectNotReady,
  expectRecovery,
  expectUnavailable,
} from '../../support/outage.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let app: TestApp;
let role: string;
/** Somebody else on the same database, whom no limit holds up. */
let other: pg.Client;
let owner: Account;
let browser: Browser;

beforeAll(async () => {
  freezeClock();
  database = await createTestDatabase();
  other = new pg.Client(database.url);
  await other.connect();
  // As in production: no superuser, who would be above some limits.
  role = `app_${randomUUID().replaceAll('-', '')}`;
  await other.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  await other.query(`ALTER DATABASE ${nameOf(database)} OWNER TO ${role}`);
  await other.query(`ALTER SCHEMA public OWNER TO ${role}`);
  const url = new URL(database.url);
  [url.username, url.password] = [role, 'secret'];
  app = await TestApp.start({ DATABASE_URL: url.href });
  owner = await app.account();
  browser = await owner.logIn();
  await owner.turnTwoFactorOn(browser);
});
afterAll(async () => {
  vi.useRealTimers();
  await app.stop();
  await other.end();
  await database.drop();
  const server = await createTestDatabase();
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(`DROP ROLE ${role}`);
  await client.end();
  await server.drop();
});

const nameOf = ({ url }: TestDatabase) => new URL(url).pathname.slice(1);

const logIn = () => app.browser().post('/authentication/log-in', { email: owner.email, password: PASSWORD });

/** What the app holds is let go of, as by the administrator who changes a setting; until it hears of that, it believes its cache. */
async function endConnections(): Promise<void> {
  await other.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
  await vi.waitUntil(() => !app.app.get(UserChangesListener).isReliable, { timeout: 10_000 });
}

async function sessionCount(): Promise<number> {
  const { rows } = await other.query<{ count: number }>('SELECT count(*)::int FROM sessions');
  return rows[0]?.count as number;
}

describe('a database on which requests have to wait', () => {
  it('for locks that somebody holds, until all connections wait: all are a 503, and all is well afterwards', async () => {
    await other.query('BEGIN');
    await other.query('LOCK TABLE users, sessions, rate_limits, one_time_tokens IN ACCESS EXCLUSIVE MODE');
    // More than there are connections.
    const crowd = Array.from({ length: 30 }, () => browser.copy().get('/sessions'));
    await expectAllUnavailable(owner, browser);
    (await Promise.all(crowd)).forEach(expectUnavailable);
    await other.query('ROLLBACK');
    await expectRecovery(browser);
    await expectStatus(200, logIn());
  });

  it('for a row that somebody has locked, longer than they may: a 503, and nothing is half done', async () => {
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM users WHERE email = $1 FOR UPDATE', [owner.email]);
    const newPassword = 'another horse battery staple';
    const change = { currentPassword: PASSWORD, newPassword };
    expectUnavailable(await browser.request('PATCH', '/account/password', { body: change }));
    await other.query('ROLLBACK');
    await expectRecovery(browser);
    await expectStatus(200, logIn());
  });

  it('for a statement that takes longer than it may: a 503, and nothing is half done', async () => {
    const sessionsBefore = await sessionCount();
    // After the row is written, so that there is something to undo.
    await other.query(`
      CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(10); RETURN NULL; END $$`);
    await other.query(
      'CREATE TRIGGER dawdle AFTER INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION dawdle()',
    );
    const start = performance.now();
    expectUnavailable(await logIn());
    // Far below the ten seconds; the three of the contract are measured where all kinds of requests are.
    expect(performance.now() - start).toBeLessThan(5000);
    await other.query('DROP TRIGGER dawdle ON sessions');
    expect(await sessionCount()).toBe(sessionsBefore);
    await expectStatus(200, logIn());
  });

  it('that has no connection left for us: all are a 503, and all is well when there is one (ASVS 13.1.2, 13.2.6)', async () => {
    await other.query(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    await endConnections();
    await expectAllUnavailable(owner, browser);
    await expectNotReady(browser);
    await other.query(`ALTER ROLE ${role} CONNECTION LIMIT -1`);
    await expectRecovery(browser);
  });
});

describe('a read-only database', () => {
  beforeAll(async () => {
    await other.query(`ALTER DATABASE ${nameOf(database)} SET default_transaction_read_only = on`);
    await endConnections();
    await afterRecovery(() => browser.get('/authentication'));
  });

  it('still says who is logged in, also when it is time to note that they were seen', async () => {
    advanceClock(120);
    await expectStatus(200, browser.get('/authentication'));
    await expectStatus(200, browser.get('/sessions'));
    await expectStatus(200, browser.get('/2fa'));
    await expectStatus(200, browser.get('/health/ready'));
  });

  it('answers 503 to what would have to write', async () => {
    expectUnavailable(await logIn());
    expectUnavailable(await browser.copy().post('/authentication/refresh'));
    expectUnavailable(await browser.copy().post('/2fa/generate'));
    expectUnavailable(
      await app.browser().post('/authentication/register', { email: 'new@example.com', password: PASSWORD }),
    );
  });

  it('is written to again when it may be, over new connections', async () => {
    // Whoever is still connected stays read-only: as after a failover that left the old server running.
    await other.query(`ALTER DATABASE ${nameOf(database)} RESET default_transaction_read_only`);
    await expectStatus(
      200,
      afterRecovery(() => logIn()),
    );
  });
});
