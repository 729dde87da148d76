import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newBrowser, newPage, useChromium } from '../browser/support/chromium.js';
import { Person } from '../browser/support/person.js';
import { ageProofs } from '../browser/support/server.js';
import { runCommand } from '../support/command-line.js';
import { APP, forwardAuthVariables } from '../support/protected-host.js';
import { ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { httpsEnvironment, testKeys } from '../support/test-environment.js';
import { EchoApplication } from './support/echo-application.js';
import { Proxy } from './support/proxy.js';

const baseURL = httpsEnvironment.PUBLIC_URL;
/** Of another registrable domain, which no cookie of the first one's reaches. */
const ELSEWHERE = 'wiki.example.net';

const policy = {
  [APP]: [
    { path: '/danger/*', require: 'fresh' },
    { path: '/admin/*', require: 'two factors', groups: ['admins'] },
    { require: 'two factors' },
  ],
  [ELSEWHERE]: [{ require: 'signed in' }],
};

let directory: string;
let database: TestDatabase;
let environment: Record<string, string>;
let server: ServerProcess;
let application: EchoApplication;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-walk-'));
  database = await createTestDatabase();
  environment = {
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    ...testKeys,
    ...httpsEnvironment,
    ...forwardAuthVariables(policy),
  };
  server = await ServerProcess.start(environment);
  application = await EchoApplication.start();
});
afterAll(async () => {
  application.stop();
  await server.stop();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

describe.each(['nginx', 'caddy'] as const)('Chromium, behind %s', (kind) => {
  let proxy: Proxy;

  beforeAll(async () => {
    const upstreams = { twofold: new URL(server.url).host, application: application.address };
    proxy = await Proxy.start(kind, upstreams, [APP, ELSEWHERE]);
  });
  useChromium(() => proxy.chromiumArgs);
  afterAll(() => proxy.stop());

  /** The page that the application gave, to whom it gave it. */
  async function sees(page: Page, { email }: Person, host: string, target: string): Promise<void> {
    await page.getByRole('heading', { name: `${email} at ${target}`, exact: true }).waitFor();
    expect(page.url()).toBe(`https://${host}${target}`);
  }

  async function isAskedToLogIn(page: Page): Promise<void> {
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(new URL(page.url()).origin).toBe(baseURL);
  }

  test('one log-in with a second factor opens two hosts, and one log-out closes both', async () => {
    const person = await Person.withPhone(await newPage({ baseURL }));
    const browser = await newBrowser({ baseURL });
    const [page, elsewhere] = [await browser.newPage(), await browser.newPage()];

    await page.goto(`https://${APP}/reports/1?year=2026&page=%2F`);
    await isAskedToLogIn(page);
    await person.typePassword(page);
    await person.giveCode(page);
    await sees(page, person, APP, '/reports/1?year=2026&page=%2F');

    await elsewhere.goto(`https://${ELSEWHERE}/page`);
    await sees(elsewhere, person, ELSEWHERE, '/page');
    const gates = (await browser.cookies()).filter(({ name }) => name === '__Host-Gate');
    expect(gates.map(({ domain }) => domain).toSorted()).toEqual([APP, ELSEWHERE]);
    expect(new Set(gates.map(({ value }) => value)).size).toBe(2);

    await page.getByRole('button', { name: 'Log out' }).click();
    await isAskedToLogIn(page);
    await elsewhere.reload();
    await isAskedToLogIn(elsewhere);
    await elsewhere.goto(baseURL);
    await isAskedToLogIn(elsewhere);
  });

  test('a path that is fresh asks for a new proof, and goes on by itself', async () => {
    const page = await newPage({ baseURL });
    const person = await Person.withPhone(page);
    await page.goto(`https://${APP}/danger/1`);
    await sees(page, person, APP, '/danger/1');

    await ageProofs(person.email, 6, database.url);
    const question = page.getByText(`${APP} wants to know that it is you.`);
    await vi.waitUntil(() => page.reload().then(() => question.isVisible()), { timeout: 20_000 });
    await person.proveAnew(page);
    await sees(page, person, APP, '/danger/1');
  });

  test('a path with a group is closed to all others, until the operator adds them', async () => {
    const page = await newPage({ baseURL });
    const person = await Person.withPhone(page);
    await page.goto(`https://${APP}/reports`);
    await sees(page, person, APP, '/reports');

    expect((await page.goto(`https://${APP}/admin/`))?.status()).toBe(403);
    const args = ['user', 'groups', person.email, 'add', 'admins'];
    expect(await runCommand(args, environment)).toMatchObject({ exitCode: 0 });
    await vi.waitUntil(() => page.reload().then((answer) => answer?.ok()), { timeout: 20_000 });
    await sees(page, person, APP, '/admin/');
  });

  test('an account without a second factor turns it on first, and goes on by a link', async () => {
    const page = await newPage({ baseURL });
    const person = await Person.signedUp(page);
    await page.goto(`https://${APP}/reports`);
    await page.getByText(`${APP} asks for two-factor authentication.`).waitFor();
    await person.turnOn(page);
    await page.getByRole('link', { name: `Go on to ${APP}` }).click();
    await sees(page, person, APP, '/reports');
  });
});
