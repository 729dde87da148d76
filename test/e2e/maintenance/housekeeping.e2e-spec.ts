import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expiringColumns } from '../../../src/database/column-marks.js';
import { BATCH, HousekeepingService } from '../../../src/maintenance/housekeeping.service.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const DAY = 86_400;

describe('housekeeping', () => {
  let app: TestApp;
  let housekeeping: HousekeepingService;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    freezeClock();
    // Of the last day by the clock of the database no event is deleted, whatever the clock of the process says.
    advanceClock(-3 * 365 * DAY);
    app = await TestApp.start({ SECURITY_EVENT_RETENTION: String(30 * DAY) });
    housekeeping = app.app.get(HousekeepingService);
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
  beforeEach(async () => {
    advanceClock(60 * DAY);
    await housekeeping.run();
    owner = await app.account();
    browser = await owner.logIn();
  });

  async function count(table: string, condition = 'true'): Promise<number> {
    const [row] = await app.dataSource.query(`SELECT count(*)::int FROM ${table} WHERE ${condition}`);
    return row.count;
  }

  it('leaves what is in use', async () => {
    await owner.scan(browser);
    await expectStatus(202, browser.post('/account/password-reset', { email: owner.email }));
    const token = await new Mailbox(app).tokenFor(owner.email, 'reset-password');
    await housekeeping.run();
    expect(await browser.get('/authentication')).toMatchObject({ status: 200 });
    expect(await count('pending_secrets')).toBe(1);
    const body = { token, password: 'another horse battery staple' };
    expect(await browser.post('/account/password-reset/confirm', body)).toMatchObject({ status: 204 });
  });

  it('removes what is over: sessions, tokens, pending secrets, trusted devices, counters, mails, events (ASVS 14.2.7)', async () => {
    await owner.turnTwoFactorOn(browser);
    await owner.scan(browser);
    await owner.logInWithCode({ trustDevice: true });
    await expectStatus(202, browser.post('/account/password-reset', { email: owner.email }));
    await expect(
      owner.logIn().then((pending) => pending.post('/2fa/authenticate', {})),
    ).resolves.toBeDefined();
    await new Mailbox(app).settle();
    const tables = [
      'sessions',
      'one_time_tokens',
      'recovery_tokens',
      'pending_secrets',
      'trusted_devices',
      'rate_limits',
      'mails',
      'security_events',
    ];
    for (const table of tables) {
      expect({ table, isEmpty: (await count(table)) === 0 }).toEqual({ table, isEmpty: false });
    }
    advanceClock(31 * DAY);
    await housekeeping.run();
    for (const table of tables) {
      expect({ table, count: await count(table) }).toEqual({ table, count: 0 });
    }
    expect(await count('totp_authenticators')).toBeGreaterThan(0);
  });

  it('keeps events for SECURITY_EVENT_RETENTION, and mails for a week (ASVS 14.2.7)', async () => {
    await new Mailbox(app).settle();
    const own = `user_id = (SELECT id FROM users WHERE email = '${owner.email}')`;
    advanceClock(7 * DAY - 1);
    await housekeeping.run();
    expect(await count('mails', `recipient = '${owner.email}'`)).toBe(1);
    advanceClock(1);
    await housekeeping.run();
    expect(await count('mails', `recipient = '${owner.email}'`)).toBe(0);
    advanceClock(23 * DAY - 1);
    await housekeeping.run();
    expect(await count('security_events', own)).toBe(2);
    advanceClock(1);
    await housekeeping.run();
    expect(await count('security_events', own)).toBe(0);
  });

  it('works in batches until nothing is left', async () => {
    const [{ id }] = await app.dataSource.query('SELECT id FROM users WHERE email = $1', [owner.email]);
    await app.dataSource.query(
      `INSERT INTO security_events (user_id, type, at, ip, user_agent)
       SELECT $1, 'authn_login_fail', $2, '', '' FROM generate_series(1, $3)`,
      [id, new Date(0), 2 * BATCH + 1],
    );
    await housekeeping.run();
    expect(await count('security_events', `at = to_timestamp(0)`)).toBe(0);
  });

  it('takes longer than a request may, where many dead rows lie in its way', async () => {
    await app.dataSource.query(`CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END'`);
    await app.dataSource.query(
      'CREATE TRIGGER dawdle BEFORE DELETE ON sessions FOR EACH STATEMENT EXECUTE FUNCTION dawdle()',
    );
    advanceClock(31 * DAY);
    try {
      await housekeeping.run();
    } finally {
      await app.dataSource.query('DROP FUNCTION dawdle CASCADE');
    }
    expect(await count('sessions')).toBe(0);
  });

  it('has an index for each time that it looks for in a table that grows', async () => {
    const columns = expiringColumns().map(({ entity, property }) => {
      const { tableName, columns: all } = app.dataSource.getMetadata(entity);
      const name = all.find(({ propertyName }) => propertyName === property)?.databaseName;
      return `${tableName}.${name}`;
    });
    const rows = await app.dataSource.query(
      `SELECT relname || '.' || attname AS indexed FROM pg_index
       JOIN pg_class c ON c.oid = indrelid JOIN pg_attribute a ON attrelid = indrelid AND attnum = indkey[0]
       WHERE indpred IS NULL AND indrelid::regclass::text !~ '[.]'`,
    );
    const indexed = new Set(rows.map((row: { indexed: string }) => row.indexed));
    // A key for each month, and a queue that is emptied at once.
    const small = ['password_reset_requests.created_at', 'signing_keys.retired_at'];
    const unindexed = [...columns, 'rate_limits.expire'].filter((column) => !indexed.has(column));
    expect(unindexed.toSorted()).toEqual(small);
  });

  it('leaves the work to another process that is at it', async () => {
    const { url } = app.dataSource.options as { url: string };
    const other = new pg.Client(url);
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock(1953064057)');
    advanceClock(31 * DAY);
    await housekeeping.run();
    expect(await count('sessions')).toBeGreaterThan(0);
    await other.query('COMMIT');
    await other.end();
    await housekeeping.run();
    expect(await count('sessions')).toBe(0);
  });

  it('is not what ends things: they are over without it', async () => {
    await expectStatus(202, browser.post('/account/password-reset', { email: owner.email }));
    const token = await new Mailbox(app).tokenFor(owner.email, 'reset-password');
    advanceClock(3601);
    expect(await browser.get('/authentication')).toMatchObject({ status: 401 });
    expect(await browser.post('/authentication/refresh')).toMatchObject({ status: 401 });
    const body = { token, password: randomBytes(20).toString('hex') };
    expect(await browser.post('/account/password-reset/confirm', body)).toMatchObject({ status: 401 });
  });

  it('waits for nobody who holds a row that would go with an expired one', async () => {
    const { url } = app.dataSource.options as { url: string };
    await app.dataSource.query(
      `INSERT INTO gate_sessions (token_hash, session_id, host, created_at) SELECT '\\x00', id, '', now() FROM sessions LIMIT 1`,
    );
    const other = new pg.Client(url);
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM twofold.gate_sessions FOR UPDATE');
    advanceClock(31 * DAY);
    await expect(housekeeping.run()).rejects.toThrow(/lock timeout/);
    await other.query('COMMIT');
    await other.end();
    await housekeeping.run();
    expect(await count('sessions')).toBe(0);
  });

  // The last one: nothing starts it again.
  it('ends with its batch when the server does', async () => {
    await app.dataSource.query(
      `INSERT INTO security_events (type, at, ip, user_agent)
       SELECT 'authn_login_fail', to_timestamp(0), '', '' FROM generate_series(1, $1)`,
      [2 * BATCH],
    );
    await housekeeping.beforeApplicationShutdown();
    await housekeeping.run();
    expect(await count('security_events', 'at = to_timestamp(0)')).toBe(BATCH);
  });
});
