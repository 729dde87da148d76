import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Account, expectStatus } from '../support/account.js';
import { Browser } from '../support/browser.js';
import { commandsOf } from '../support/documentation.js';
import { freePort } from '../support/free-port.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { Load } from './load.js';
import { Machine } from './machine.js';
import { OtherBuild } from './other-build.js';
import { Proxy } from './proxy.js';

// The certificates of these tests nobody has signed.
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';

const [install = '', settings = '', enable = ''] = commandsOf('docs/operating.md', 'Install', 3);
const [rotate = '', takeOut = ''] = commandsOf('docs/operating.md', 'Change keys', 2);
const [backUp = ''] = commandsOf('docs/operating.md', 'Back up');
const [restore = ''] = commandsOf('docs/operating.md', 'Lose the machine, and restore');
const [update = ''] = commandsOf('docs/operating.md', 'Update');

/** What two cores answer beside the commands. */
const CLIENTS = 2;

let ports: [string, string];
let build: OtherBuild;
let proxy: Proxy | undefined;
const databases: TestDatabase[] = [];
const machines: Machine[] = [];

beforeAll(async () => {
  ports = [String(await freePort()), String(await freePort())];
  build = new OtherBuild();
});
afterAll(async () => {
  await proxy?.stop();
  await Promise.all(machines.map((machine) => machine.lose()));
  await Promise.all(databases.map((database) => database.drop()));
  build.remove();
});

/** With what is under "Install", and a database of its own. */
async function newMachine(environment: string): Promise<Machine> {
  const [machine, database] = await Promise.all([Machine.start(ports), createTestDatabase()]);
  machines.push(machine);
  databases.push(database);
  machine.hasBuild('.');
  await machine.do(install);
  machine.write(
    '/etc/twofold.env',
    environment.replace(/^DATABASE_URL=.*$/m, `DATABASE_URL=${database.url}`),
  );
  return machine;
}

it('each step of docs/operating.md does what it says, one after the other', async () => {
  const keys = settings.replace(/k1:…/g, () => `k1:${randomBytes(48).toString('base64')}`);
  // Mails would need a server, the database of the tests may be on another machine, and hashing would take what the load needs.
  const environment = `${keys.replace(/^MAIL_URL=.*$/m, 'MAIL_URL=file')}DATABASE_TLS=off\nBCRYPT_COST=10\n`;
  let machine = await newMachine(environment);
  expect(machine.calls).toEqual([
    'npm ci',
    'npm run build',
    'useradd --system --shell=/usr/sbin/nologin twofold',
  ]);
  await machine.do(enable);

  proxy = await Proxy.start('nginx', ports);
  const stranger = new Browser(proxy.url);
  const reader = await Account.register(stranger, 'reader@example.com');
  const writer = await Account.register(stranger, 'writer@example.com');
  const alice = await Account.register(stranger, 'alice@example.com');
  await alice.turnTwoFactorOn(await alice.logIn(), 0);
  const withBackupCode = async () => {
    const browser = await alice.logIn();
    await expectStatus(200, browser.post('/2fa/authenticate', { backupCode: alice.backupCodes.shift() }));
    return browser;
  };

  let load = await Load.of(reader, writer, CLIENTS);
  const checked = await machine.do(rotate);
  expect(checked).toMatch(/k2/);
  await machine.do(takeOut);
  expect(await machine.do('cat /etc/twofold.env')).toMatch(/^ENCRYPTION_KEYS=k2:[^,]+$/m);
  expectNoFailure(await load.stop());
  const before = await withBackupCode();

  await machine.do(backUp);
  const backup = machine.read('/root/twofold.jsonl');
  const kept = machine.read('/etc/twofold.env');
  await machines.pop()?.lose();
  await databases.pop()?.drop();

  machine = await newMachine(kept);
  machine.write('/root/twofold.jsonl', backup);
  await machine.do(restore);
  await expectStatus(401, before.get('/2fa'));
  const pending = await alice.logIn();
  // The next one: that of the present step may have been the one that turned it on.
  const twoFactorAuthenticationCode = await alice.code(1);
  await expectStatus(200, pending.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
  await withBackupCode();

  load = await Load.of(reader, writer, CLIENTS);
  machine.hasBuild(build.folder);
  await machine.do(update);
  expectNoFailure(await load.stop());
  expect(machine.calls).toContain('git pull');
  expect(machine.read('/root/before.jsonl').length).toBeGreaterThan(backup.length / 2);
});

function expectNoFailure(statuses: Map<string, number>): void {
  expect([...statuses.keys()].toSorted()).toEqual(['GET 200', 'POST 200']);
  expect(Math.min(...statuses.values())).toBeGreaterThan(20);
}
