import { expect, it } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { rawRequest, rawText } from '../../support/raw-request.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

/** What a stranger finds who looks around, and a cache that looks at endings of names. */
let app: TestApp;

useTestApp((started) => (app = started));

/** As it is written, since `fetch` tidies paths. */
async function statusOf(path: string): Promise<string | undefined> {
  return (await rawRequest(app.url, rawText(`GET ${path} HTTP/1.1`))).split(' ')[1];
}

it('there are no accounts from the start (ASVS 6.3.2)', async () => {
  const [{ count }] = await app.dataSource.query('SELECT count(*)::int FROM users');
  expect(count).toBe(0);
  for (const name of ['admin', 'root', 'test']) {
    const body = { email: `${name}@example.com`, password: name };
    await expectStatus(401, app.browser().post('/authentication/log-in', body));
  }
});

it.each(['/.git/HEAD', '/.git/config', '/.env', '/package.json', '/docker-compose.yml', '/src/main.ts'])(
  'nothing of the repository is served: %s (ASVS 13.4.1)',
  async (path) => {
    expect(await statusOf(path)).toBe('404');
  },
);

it.each(['/assets', '/assets/', '/docs/', '/docs/static/', '/docs/..%2f', '/.well-known/'])(
  'no folder is listed: %s (ASVS 13.4.3)',
  async (path) => {
    const answer = await rawRequest(app.url, rawText(`GET ${path} HTTP/1.1`));
    expect(answer).not.toMatch(/Index of|<a href="[^"]+\.(?:js|css|map)"/i);
    expect(answer).toMatch(/^HTTP\/1\.1 (?:404|301|302|200) /);
  },
);

it.each([
  '/authentication/x.css',
  '/authentication;x.css',
  '/authentication%2Fx.css',
  '/sessions/x.js',
  '/authentication.png',
])('an ending makes no file of an answer, and nothing is cached: %s (ASVS 14.2.5)', async (path) => {
  const browser = await (await app.account()).logIn();
  const cookie = `Cookie: ${[...browser.cookies].map((pair) => pair.join('=')).join('; ')}`;
  const answer = await rawRequest(app.url, rawText(`GET ${path} HTTP/1.1`, [cookie]));
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(answer).toMatch(/^cache-control: no-store\r?$/im);
  expect(answer).not.toContain('@example.com');
});

it.each(['/health%252flive', '/%68ealth%252Flive', '/health/%256cive'])(
  'what is encoded twice is not decoded twice: %s (ASVS 1.1.1)',
  async (path) => {
    expect(await statusOf('/%68ealth/live')).toBe('200');
    expect(await statusOf(path)).toBe('404');
  },
);

it('no answer becomes a script: a callback changes nothing (ASVS 3.5.6)', async () => {
  const plain = await app.browser().get('/health/live');
  const { status, body, headers } = await app.browser().get('/health/live?callback=steal&jsonp=steal');
  expect([status, body]).toEqual([200, plain.body]);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
});

it('scripts are the same for everybody, and hold nothing of an account (ASVS 3.5.7)', async () => {
  const owner = await app.account();
  const browser = await owner.logIn();
  const page = String((await browser.get('/docs')).body);
  const scripts = [...page.matchAll(/<script[^>]*src="([^"]+)"/g)].map(
    ([, src = '']) => new URL(src, `${app.url}/docs`).pathname,
  );
  expect(scripts.length).toBeGreaterThan(1);
  for (const path of scripts) {
    const [own, strange] = [await browser.get(path), await app.browser().get(path)];
    expect([path, own.status]).toEqual([path, 200]);
    expect(String(own.body)).toBe(String(strange.body));
    expect(String(own.body)).not.toContain(owner.email);
  }
});

it('a password does not expire (ASVS 6.2.10)', async () => {
  const owner: Account = await app.account();
  advanceClock(5 * 365 * 86_400);
  const browser: Browser = await owner.logIn();
  expect((await browser.get('/authentication')).status).toBe(200);
});
