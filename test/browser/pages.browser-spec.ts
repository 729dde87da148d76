import { inject, expect, test } from 'vitest';

/** How the server serves the pages: what a browser would not show. */
const get = (path: string, init?: RequestInit) => fetch(new URL(path, inject('serverUrl')), init);

test.each([
  '/',
  '/sign-up',
  '/reset-password',
  '/reset-password/mailed',
  '/verify-email',
  '/release-address',
  '/?utm_source=mail',
])('%s is the document, under a strict policy, and asked for anew each time (ASVS 3.6.1)', async (path) => {
  const response = await get(path);
  const policy = response.headers.get('content-security-policy') ?? '';

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
  expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/);
});

test('what the document names is there, and is kept for good', async () => {
  const html = await (await get('/')).text();
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');

  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    const response = await get(file);
    expect([file, response.status]).toEqual([file, 200]);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test.each([
  '/nothing',
  '/assets/nothing.js',
  '/assets/',
  '/assets/..%2f..%2fmain.js',
  '/index.html',
  '/account',
])('%s is no page: a JSON 404 for a script', async (path) => {
  const response = await get(path, { headers: { accept: 'text/html' } });

  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ errorCode: 'NOT_FOUND' });
});

test('the server tells the page how it is configured', async () => {
  const html = await (await get('/')).text();

  expect(html).toContain('<meta name="app-name" content="Twofold">');
  expect(html).toContain('<meta name="password-min-length" content="15">');
});

test('a password manager finds where the password is changed', async () => {
  const { status, headers } = await get('/.well-known/change-password', { redirect: 'manual' });

  expect([302, 303]).toContain(status);
  expect(headers.get('location')).toBe('/#change-password');
  // And that a path which cannot be there is not, or it would not believe the other.
  expect(
    (await get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200')).status,
  ).toBe(404);
});
