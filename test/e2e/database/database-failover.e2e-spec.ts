import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserChangesListener } from '../../../src/users/user-changes.listener.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { FreezableProxy } from '../../support/freezable-proxy.js';
import { afterRecovery, expectRecovery, expectUnavailable } from '../../support/outage.js';
import { PostgresServer } from '../../support/postgres-server.js';
import { TestApp } from '../../support/test-app.js';
import { Writers } from '../../support/writers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let primary: PostgresServer;
let replica: PostgresServer | undefined;
/** What `DATABASE_URL` names. */
let address: FreezableProxy;
let app: TestApp;
let owner: Account;
let browser: Browser;

beforeAll(async () => {
  // Servers of our own, which flush what they acknowledge.
  primary = await PostgresServer.start();
  address = await FreezableProxy.before(primary.address);
  const url = new URL(primary.url);
  url.port = String(address.port);
  app = await TestApp.start({ DATABASE_URL: url.href });
  owner = await app.account();
  browser = await owner.logIn();
});
afterAll(async () => {
  await app.stop();
  await address.close();
  await replica?.stop();
  await primary.stop();
});

const logIn = () => app.browser().post('/authentication/log-in', { email: owner.email, password: PASSWORD });

/** As somebody else on that server. */
async function on<T extends pg.QueryResultRow>(
  server: PostgresServer,
  statement: string,
  values: unknown[] = [],
) {
  const client = new pg.Client({ connectionString: server.url, options: '-c search_path=twofold' });
  await client.connect();
  try {
    return (await client.query<T>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/** A session that the API remembers and believes in, without asking the database. */
async function rememberedSession(): Promise<Browser> {
  const session = await owner.logIn();
  const listener = app.app.get(UserChangesListener);
  await vi.waitUntil(() => listener.isReliable, { timeout: 5000 });
  await expectStatus(200, session.get('/authentication'));
  return session;
}

/** Within moments, and not when the memory of it ends: in 30 seconds. */
const isRefused = (session: Browser) =>
  vi.waitUntil(async () => (await session.get('/authentication')).status === 401, {
    timeout: 5000,
    interval: 5,
  });

/** The address leads to another server, and who is still connected to the old one is cut off. */
async function failOver(server: PostgresServer): Promise<void> {
  address.lead(server.address);
  await address.cut();
  await address.restore();
}

it('a database server that is killed under 6 writers keeps every account that was acknowledged', async () => {
  const writers = new Writers(() => app.browser());
  await writers.areBusy();

  await primary.crash();
  await primary.restart();
  await expectRecovery(browser);
  await writers.stop();

  const found = await on(primary, 'SELECT email FROM users WHERE email = ANY ($1)', [writers.accounts]);
  expect(found).toHaveLength(writers.accounts.length);
  for (const session of writers.sessions) {
    await expectStatus(200, session.get('/authentication'));
  }
});

describe('a failover', () => {
  let standby: PostgresServer;

  beforeAll(async () => {
    standby = replica = await primary.replicate();
  });

  it('to a replica that is not promoted yet: reads go on, and what would write is a 503', async () => {
    const [session] = await on<{ count: number }>(primary, 'SELECT count(*)::int FROM sessions');
    await vi.waitUntil(
      async () => {
        const [row] = await on<{ count: number }>(standby, 'SELECT count(*)::int FROM sessions');
        return row?.count === session?.count;
      },
      { timeout: 10_000 },
    );
    await failOver(standby);
    await expectRecovery(browser);
    await expectStatus(200, browser.get('/sessions'));
    expectUnavailable(await logIn());
    expectUnavailable(await browser.copy().post('/authentication/refresh'));

    await on(standby, 'SELECT pg_promote()');
    await expectStatus(200, afterRecovery(logIn));
  });

  it('to a server that does not know the latest sessions: nothing that is remembered is believed', async () => {
    const latest = await rememberedSession();
    await failOver(primary);
    await isRefused(latest);
    await expectStatus(200, browser.get('/authentication'));
  });

  it('that leaves the old server running, read-only, and us connected to it: we leave it', async () => {
    const latest = await rememberedSession();
    // All connections that the pool may have.
    const crowd = Array.from({ length: 30 }, () => browser.copy().get('/sessions'));
    (await Promise.all(crowd)).forEach(({ status }) => expect(status).toBe(200));
    await on(primary, 'ALTER SYSTEM SET default_transaction_read_only = on');
    await on(primary, 'SELECT pg_reload_conf()');
    address.lead(standby.address);

    await isRefused(latest);
    await expectStatus(200, afterRecovery(logIn));
  });
});
