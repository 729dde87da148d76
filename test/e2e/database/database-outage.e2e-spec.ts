import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DeadlineClient } from '../../../src/database/deadline.client.js';
import { toApiException } from '../../../src/http/to-api-exception.js';
import { SessionCache } from '../../../src/sessions/session-cache.js';
import { User } from '../../../src/users/user.entity.js';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { FreezableProxy } from '../../support/freezable-proxy.js';
import {
  expectAllUnavailable,
  expectNotReady,
  expectRecovery,
  expectUnavailable,
} from '../../support/outage.js';
import { TestApp } from '../../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let proxy: FreezableProxy;
let app: TestApp;
let direct: DataSource;
let owner: Account;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  proxy = await FreezableProxy.before({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  app = await TestApp.start({ DATABASE_URL: url.href });
  direct = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  owner = await app.account();
  browser = await owner.logIn();
  await owner.turnTwoFactorOn(browser);
});
afterAll(async () => {
  await app.stop();
  await proxy.close();
  await direct.destroy();
  await database.drop();
});

describe('a database that goes away', () => {
  it('and refuses connections: every request is a 503, and all is well when it is back (ASVS 16.5.2, 16.5.3)', async () => {
    await proxy.cut();
    await expectAllUnavailable(owner, browser);
    await expectNotReady(browser);
    await proxy.restore();
    await expectRecovery(browser);
  });

  it('clears the cookies of who logs out all the same, and says that the session could not be ended', async () => {
    const headers = { 'x-user-id': (await browser.get('/authentication')).body.id };
    const leaving = [browser.copy(), browser.copyOnly('Authentication'), browser.copyOnly('Refresh')];
    await proxy.cut();
    for (const one of leaving) {
      const answer = await one.post('/authentication/log-out', undefined, headers);
      expect(answer).toMatchObject({
        status: 503,
        body: {
          errorCode: 'SERVICE_UNAVAILABLE',
          message: expect.stringContaining('the session could not be ended'),
        },
      });
      expect([one.cookies.has('Authentication'), one.cookies.has('Refresh')]).toEqual([false, false]);
    }
    await proxy.restore();
    await expectRecovery(browser);
  });

  it('and swallows everything: every request is a 503 within 3 seconds, and all is well afterwards', async () => {
    proxy.freeze();
    // The cache may still be trusted for the first instants of a silence.
    await setTimeout(1600);
    await expectAllUnavailable(owner, browser);
    await expectNotReady(browser);
    proxy.thaw();
    await expectRecovery(browser);
  });

  it('in the middle of a transaction leaves nothing half done (ASVS 2.3.3)', async () => {
    const sessionsBefore = await direct.query('SELECT count(*) FROM sessions');
    await direct.query(`
      CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
    await direct.query(
      'CREATE TRIGGER break_off BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION break_off()',
    );
    const answer = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: PASSWORD });
    expectUnavailable(answer);
    await direct.query('DROP TRIGGER break_off ON sessions');
    expect(await direct.query('SELECT count(*) FROM sessions')).toEqual(sessionsBefore);
    await expectRecovery(browser);
  });

  it.each(['query', 'repository'] as const)(
    'or between two statements of a transaction (%s) is a 503',
    async (way) => {
      const work = app.dataSource.transaction(async (manager) => {
        const [{ pid }] = await manager.query('SELECT pg_backend_pid() AS pid');
        await direct.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
        await vi.waitUntil(() => manager.queryRunner?.isReleased);
        await (way === 'query' ? manager.query('SELECT 1') : manager.delete(User, { id: randomUUID() }));
      });
      expect(toApiException(await work.catch((error: unknown) => error))?.getStatus()).toBe(503);
      await expectRecovery(browser);
    },
  );

  it('ends no process, though nobody listens to the connection at that moment', async () => {
    const client = new DeadlineClient(database.url);
    await client.connect();
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    const end = new Promise((resolve) => client.once('end', resolve));
    await direct.query('SELECT pg_terminate_backend($1, 5000)', [rows[0].pid]);
    await end;
    const error = await client.query('SELECT 1').catch((reason: unknown) => reason);
    expect(toApiException(error)?.getStatus()).toBe(503);
  });

  it.each(['53100', '57014', '25006'])('or is full, slow or read-only (%s): a 503', async (state) => {
    await direct.query(`
      CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${state}'; END $$`);
    await direct.query(
      'CREATE TRIGGER refuse BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    const answer = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: PASSWORD });
    await direct.query('DROP TRIGGER refuse ON sessions');
    expectUnavailable(answer);
  });
});

describe('the session cache', () => {
  /** Resolves once it is, and all has been heard that makes it forgotten: the news of the log-in itself. */
  async function isRemembered(there: Browser): Promise<void> {
    const cache = app.app.get(SessionCache);
    const look = async () => {
      const isThere = cache.get(claimsOf(there).sid) !== undefined;
      await expectStatus(200, there.get('/authentication'));
      return isThere;
    };
    await vi.waitUntil(look, { timeout: 10_000, interval: 100 });
  }

  it('is not believed once its listening connection is cut: a session ended elsewhere is refused at once', async () => {
    const other = await owner.logInWithCode();
    await isRemembered(other);
    await direct.query(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ~ '^(LISTEN|SHOW transaction_read_only$)'`);
    await setTimeout(50);
    await direct.query('DELETE FROM sessions WHERE is_second_factor_authenticated');
    expect((await other.get('/authentication')).status).toBe(401);
  });
});
