import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Account, expectStatus } from '../support/account.js';
import { Browser } from '../support/browser.js';
import { commandsOf } from '../support/documentation.js';
import { createTestDatabase } from '../support/test-database.js';
import { Host, pack } from './host.js';

const run = promisify(execFile);

const [ofReadme = ''] = commandsOf('README.md', 'In your app');
const [ofPage = ''] = commandsOf('docs/in-your-app.md', 'Install');

let tarball: string;
const hosts: Host[] = [];

beforeAll(async () => {
  tarball = await pack();
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.remove()));
  await rm(dirname(dirname(tarball)), { recursive: true, force: true });
});

async function install(fixture: string, command = ofPage): Promise<Host> {
  const host = await Host.install(fixture, dirname(tarball), command);
  hosts.push(host);
  return host;
}

/** Registers, scans the QR code, turns 2FA on, logs in with both factors; the host's own route is closed until then. */
async function walk({ url }: Host): Promise<Account> {
  const stranger = new Browser(url);
  await expectStatus(401, stranger.get('/notes'));
  const account = await Account.register(stranger, `${crypto.randomUUID()}@example.com`);
  const notes = [`A note of ${account.email}`];
  const browser = await account.logIn();
  expect((await expectStatus(200, browser.get('/notes'))).body).toEqual(notes);
  await account.turnTwoFactorOn(browser, 0);
  const pending = await account.logIn();
  await expectStatus(401, pending.get('/notes'));
  const body = { twoFactorAuthenticationCode: await account.code(1) };
  await expectStatus(200, pending.post('/2fa/authenticate', body));
  expect((await expectStatus(200, pending.get('/notes'))).body).toEqual(notes);
  await expectStatus(204, pending.post('/authentication/log-out'));
  await expectStatus(401, pending.get('/notes'));
  return account;
}

async function coresOf(host: Host): Promise<Set<string>> {
  const tree = await host.npm('ls', '@nestjs/core', '--all', '--parseable');
  return new Set(tree.trim().split('\n'));
}

describe('the package', () => {
  it('is what publint and are-the-types-wrong call right', async () => {
    await run('npx', ['--yes', 'publint@0.3', tarball]);
    await run('npx', ['--yes', '@arethetypeswrong/cli@0.18', tarball, '--profile', 'esm-only']);
  });

  it('weighs a megabyte without the pages, and declares only what is exported', async () => {
    const { stdout } = await run('tar', ['--list', '--verbose', '--file', tarball]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/));
    const files = lines.map(([, , size, , , name = '']) => ({ size: Number(size), name }));
    const ours = files.filter(({ name }) => !name.startsWith('package/dist/web/'));
    expect(ours.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(1e6);
    const declarations = ours.filter(({ name }) => name.endsWith('.d.ts'));
    expect(declarations.map(({ name }) => name)).toContain('package/dist/index.d.ts');
    expect(declarations.length).toBeLessThan(100);
  });
});

describe('in a new application on Express', () => {
  it('puts its route behind password and code, with the embedded database', async () => {
    const host = await install('express', ofReadme);
    await host.start();
    await walk(host);
    expect(await coresOf(host)).toHaveLength(1);
    expect(await host.stop()).toBe('SIGTERM');
    await host.start();
    await walk(host);
  });
});

describe('in a new application on Fastify', () => {
  it('protects all routes but the public ones, and serves the pages with its name and look', async () => {
    const host = await install('fastify');
    await host.start();
    await walk(host);
    expect(await coresOf(host)).toHaveLength(1);
    const browser = new Browser(host.url);
    expect((await browser.get('/notes/public')).body).toEqual(['A note of nobody']);
    const page = await fetch(`${host.url}/sign-up`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    const load = (name: RegExp) => fetch(host.url + (name.exec(html)?.[0] ?? '/none'));
    expect((await load(/\/assets\/index-[^"]+\.js/)).headers.get('content-type')).toContain('javascript');
    expect(html).toContain('<title>The host</title>');
    expect((await load(/\/assets\/theme-[^"]+\.css/)).headers.get('content-type')).toContain('text/css');
    const logo = await load(/\/assets\/logo-[^"]+\.svg/);
    expect(Object.fromEntries(logo.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/; sandbox$/),
    });
  });
});

describe('in an application on TypeORM that synchronizes a table "users" of its own', () => {
  it('shares the database, relates its tables to ours, and writes in one transaction with them', async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // Other tests want it otherwise.
    await client.query(`ALTER DATABASE ${client.database} RESET search_path`);
    const host = await install('typeorm');
    await host.start({ DATABASE_URL: database.url });
    const account = await walk(host);
    const count = async (table: string) => (await client.query(`SELECT FROM public.${table}`)).rowCount;
    expect(await count('users')).toBe(1);
    expect(await count('notes')).toBeGreaterThan(0);
    await host.stop();
    // What `synchronize` does not know, it drops; ours it does not see.
    await host.start({ DATABASE_URL: database.url });
    const browser = await account.logIn();
    const code = account.backupCodes[0];
    await expectStatus(200, browser.post('/2fa/authenticate', { backupCode: code }));
    await expectStatus(204, browser.delete('/account', { password: account.password }));
    expect([await count('users'), await count('notes')]).toEqual([0, 0]);
    await client.end();
    await host.stop();
    await database.drop();
  });
});

describe('in a CommonJS application', () => {
  it('is required', async () => {
    const host = await install('commonjs');
    await host.start();
    await walk(host);
  });
});

describe('in an application with a Passport strategy of its own', () => {
  it('refuses the start where that is named jwt, and works where it is not', async () => {
    const host = await install('own-strategy');
    await expect(host.start()).rejects.toThrow(/The Passport strategy "jwt" is Twofold's, and OwnStrategy/);
    await host.start({ OWN_STRATEGY: 'host-jwt' });
    await walk(host);
  });
});
