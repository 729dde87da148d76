import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Account } from '../support/account.js';
import { Browser } from '../support/browser.js';
import { freePort } from '../support/free-port.js';
import { ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { httpsEnvironment, testKeys } from '../support/test-environment.js';
import { Load } from './load.js';
import { Proxy, type ProxyName } from './proxy.js';
import { Unit } from './unit.js';

// The certificates of these tests nobody has signed.
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';

describe.each<ProxyName>(['nginx', 'caddy'])('two copies behind %s', (name) => {
  let database: TestDatabase;
  let folder: string;
  let copies: [ServerProcess, ServerProcess];
  let proxy: Proxy;
  let start: (port: string) => Promise<ServerProcess>;

  beforeEach(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'twofold-rolling-'));
    const ports: [string, string] = [String(await freePort()), String(await freePort())];
    start = (PORT) =>
      ServerProcess.start({
        NODE_ENV: 'test',
        BCRYPT_COST: '4',
        ...testKeys,
        ...httpsEnvironment,
        TRUSTED_PROXIES: '127.0.0.1',
        DATABASE_URL: database.url,
        DATA_DIR: folder,
        PORT,
      });
    copies = await Promise.all([start(ports[0]), start(ports[1])]);
    proxy = await Proxy.start(name, ports);
  });
  afterEach(async () => {
    await proxy.stop();
    await Promise.all(copies.map((copy) => copy.stop()));
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  });

  it('fail no request while one after the other is restarted', async () => {
    const stranger = new Browser(proxy.url);
    const reader = await Account.register(stranger, 'reader@example.com');
    const writer = await Account.register(stranger, 'writer@example.com');
    const load = await Load.of(reader, writer);
    for (const index of [0, 1] as const) {
      const { port } = new URL(copies[index].url);
      expect(await copies[index].stop()).toBe(0);
      copies[index] = await start(port);
      await new Unit(port).afterStart();
    }
    const statuses = await load.stop();
    expect([...statuses.keys()].toSorted(), proxy.log).toEqual(['GET 200', 'POST 200']);
    expect(Math.min(...statuses.values())).toBeGreaterThan(20);
  });

  it('lead who types the address without https to it, and refuse all else there (ASVS 4.1.2)', async () => {
    const page = await fetch(proxy.plainUrl, { redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([308, 'https://localhost/']);
    for (const [method, path] of [
      ['POST', '/authentication/log-in'],
      ['GET', '/authentication'],
    ] as const) {
      const answer = await fetch(proxy.plainUrl + path, { method, redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([403, null]);
    }
  });
});

it('systemd understands the unit, and finds little in it that is exposed', () => {
  const unit = 'deploy/twofold@.service';
  const text = execFileSync(
    'systemd-analyze',
    ['security', '--offline=true', '--threshold=25', '--no-pager', unit],
    {
      encoding: 'utf8',
    },
  );
  expect(text).toMatch(/Overall exposure level for twofold@.*: [01]\.\d/);
});
