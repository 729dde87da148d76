import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { newPage, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';
import { ageProofs } from './support/server.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

useChromium();

const policy = {
  'app.example.com': [
    { path: '/two/*', require: 'two factors' },
    { path: '/fresh/*', require: 'fresh' },
    { require: 'signed in' },
  ],
};

let directory: string;
let database: TestDatabase;
let server: ServerProcess;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-continuation-'));
  const file = join(directory, 'policy.json');
  await writeFile(file, JSON.stringify(policy));
  database = await createTestDatabase();
  server = await ServerProcess.start({
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    BCRYPT_COST: '10',
    TRUSTED_PROXIES: '127.0.0.1',
    FORWARD_AUTH_POLICY_FILE: file,
  });
  url = server.url.replace('127.0.0.1', 'localhost');
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

/** What a protected host sends its visitors to. */
function authorize(path: string): string {
  const query = new URLSearchParams({ host: 'app.example.com', state: 's'.repeat(43), rd: path });
  return `${url}/forward-auth/authorize?${query.toString()}`;
}

/** The visitor comes back to the host, with a code. That host is nowhere, which is all the same here. */
function comesBack(page: Page): Promise<unknown> {
  return page.waitForRequest(/^https:\/\/app\.example\.com\/\.twofold\/callback\?code=[\w-]{43}$/);
}

test('who has to log in first goes on to the protected host after it', async () => {
  const person = await Person.signedUp(await newPage({ baseURL: url }));
  const visitor = await newPage();
  await visitor.goto(authorize('/'));
  const back = comesBack(visitor);
  await person.typePassword(visitor);
  await back;
});

test('who needs a second factor first turns it on, and goes on by a link', async () => {
  const page = await newPage({ baseURL: url });
  const person = await Person.signedUp(page);
  await page.goto(authorize('/two/'));
  await page.getByText('app.example.com asks for two-factor authentication.').waitFor();
  await person.turnOn(page);
  const back = comesBack(page);
  await page.getByRole('link', { name: 'Go on to app.example.com' }).click();
  await back;
});

test('who has to prove anew who is there confirms it, and goes on', async () => {
  const page = await newPage({ baseURL: url });
  const person = await Person.withPhone(page);
  await ageProofs(person.email, 6, database.url);
  await page.goto(authorize('/fresh/'));
  await page.getByText('app.example.com wants to know that it is you.').waitFor();
  const back = comesBack(page);
  await person.proveAnew(page);
  await back;
});

test.each([
  ['another page', '/docs'],
  ['another site', 'https://evil.example/forward-auth/authorize?host=app.example.com'],
  ['another site in disguise', '//evil.example/forward-auth/authorize?host=app.example.com'],
])('a link that somebody made up leads to no %s (ASVS 3.7.2)', async (_, address) => {
  const page = await newPage({ baseURL: url });
  await Person.signedUp(page);
  const visited: string[] = [];
  page.on('request', (request) => request.isNavigationRequest() && visited.push(request.url()));
  const query = new URLSearchParams({ need: 'log-in', continue: address });
  await page.goto(`${url}/?${query.toString()}`);
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  expect(visited).toEqual([`${url}/?${query.toString()}`]);
});
