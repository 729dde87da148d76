import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Account, expectStatus } from '../../../support/account.js';
import { Browser } from '../../../support/browser.js';
import { runCommand } from '../../../support/command-line.js';
import { RoundRobinProxy } from '../../../support/round-robin-proxy.js';
import { ServerProcess } from '../../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../../support/test-database.js';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const CLIENTS = 4;
const oldKeys = keys('k1', 'of-the-old-days');
const newKeys = keys('k2', 'from-now-on');

function keys(kid: string, name: string): Record<string, string> {
  return {
    JWT_ACCESS_TOKEN_SECRET: `${kid}:a-key-for-access-tokens-${name}`,
    ENCRYPTION_KEYS: `${kid}:a-key-for-encryption-${name}`,
    PASSWORD_PEPPERS: `${kid}:a-key-for-peppering-passwords-${name}`,
  };
}

/** Lists in the order given. */
function lists(...all: Record<string, string>[]): Record<string, string> {
  return Object.fromEntries(
    Object.keys(oldKeys).map((name) => [name, all.map((each) => each[name]).join(',')]),
  );
}

describe('two copies behind a load balancer, under log-ins with codes', () => {
  let database: TestDatabase;
  let client: pg.Pool;
  let directory: string;
  let balancer: RoundRobinProxy;
  const servers: ServerProcess[] = [];

  const settings = (configured: Record<string, string>) => ({
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    ...configured,
  });

  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'twofold-rolling-keys-'));
    for (let copy = 0; copy < 2; copy++) {
      servers.push(await ServerProcess.start(settings(oldKeys)));
    }
    balancer = await RoundRobinProxy.before(servers.map(({ url }) => url));
    client = new pg.Pool({ connectionString: database.url });
  });
  afterAll(async () => {
    await client.end();
    await balancer.close();
    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  /** One after the other, as an orchestrator does it: out of the balancer, stopped, started, in again. */
  async function restartAll(configured: Record<string, string>): Promise<void> {
    for (const [index, server] of servers.entries()) {
      balancer.targets = servers.filter((other) => other !== server).map(({ url }) => url);
      expect(await server.stop()).toBe(0);
      servers[index] = await ServerProcess.start(settings(configured));
      balancer.targets = servers.map(({ url }) => url);
      await wait(1000);
    }
  }

  /** Whoever logs in again and again, with the password and a code of the app. */
  async function logInUntil(isOver: () => boolean, owner: Account): Promise<number> {
    let rounds = 0;
    for (; !isOver(); rounds++) {
      // The clock runs in these processes; a code that has been used is new again.
      await client.query(
        'UPDATE totp_authenticators SET last_time_step = NULL WHERE user_id = (SELECT id FROM users WHERE email = $1)',
        [owner.email],
      );
      await client.query(
        'DELETE FROM rate_limits WHERE ctid = ANY(ARRAY(SELECT ctid FROM rate_limits FOR UPDATE SKIP LOCKED))',
      );
      const pending = await owner.logIn({ browser: new Browser(balancer.url) });
      const body = { twoFactorAuthenticationCode: await owner.code() };
      await expectStatus(200, pending.post('/2fa/authenticate', body));
      await expectStatus(200, pending.get('/authentication'));
      await expectStatus(200, pending.get('/authentication'));
      await expectStatus(200, pending.post('/authentication/refresh'));
      await expectStatus(204, pending.post('/authentication/log-out'));
    }
    return rounds;
  }

  const kidsNow = async () => {
    const { rows } = await client.query<{ kid: string }>(
      `SELECT split_part(secret, '.', 2) AS kid FROM totp_authenticators
       UNION SELECT split_part(password_hash, '.', 2) FROM users ORDER BY 1`,
    );
    return rows.map(({ kid }) => kid);
  };

  it('all three secrets are changed, and changed back, without one failed request (ASVS 13.3.4)', async () => {
    const owners = await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const owner = await Account.register(new Browser(balancer.url), `${randomUUID()}@example.com`);
        await owner.turnTwoFactorOn(await owner.logIn(), -1);
        return owner;
      }),
    );
    let isOver = false;
    const logIns = Promise.all(owners.map((owner) => logInUntil(() => isOver, owner)));
    // What it rejects with is reported below.
    logIns.catch(() => {});
    try {
      for (const [front, back, kid] of [
        [newKeys, oldKeys, 'k2'],
        [oldKeys, newKeys, 'k1'],
      ] as const) {
        await restartAll(lists(front, back));
        // The copy that was started first hears of the second one's keys with its next sign of life.
        await wait(6000);
        const rotated = await runCommand(['keys', 'rotate'], settings(lists(front, back)));
        expect(rotated).toMatchObject({ exitCode: 0 });
        const moved = vi.waitUntil(async () => (await kidsNow()).join() === kid, {
          timeout: 60_000,
          interval: 200,
        });
        // A failed log-in says more than that its account has not moved.
        await Promise.race([moved, logIns]);
        // Backup codes are under the pepper of their day, so the old one has to stay.
        await restartAll({
          ...lists(front),
          PASSWORD_PEPPERS: lists(front, back)['PASSWORD_PEPPERS'] as string,
        });
      }
    } finally {
      isOver = true;
    }
    const rounds = await logIns;
    expect(Math.min(...rounds)).toBeGreaterThan(5);
  });

  it('a copy that lacks the key that the others write under is refused', async () => {
    const { exitCode, stderr } = await runCommand(
      ['keys', 'check'],
      settings({
        ...newKeys,
        ENCRYPTION_KEYS: `${newKeys['ENCRYPTION_KEYS']},k1:lost`,
        PASSWORD_PEPPERS: lists(newKeys, oldKeys)['PASSWORD_PEPPERS'] as string,
      }),
    );
    expect(exitCode).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /^ENCRYPTION_KEYS lacks the id "k1", under which a running copy writes: .*\.$/,
    );
  });
});
