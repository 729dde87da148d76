import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newPage, takeComplaints, useChromium } from './support/chromium.js';
import { useOwnServers } from './support/own-servers.js';

useChromium();

const { serve } = useOwnServers();

const brand = mkdtempSync(join(tmpdir(), 'twofold-brand-'));
afterAll(() => rmSync(brand, { recursive: true, force: true }));

const accent = 'rgb(122, 31, 43)';

test('the pages have the name, the logo and the colours of the operator', async () => {
  writeFileSync(
    join(brand, 'logo.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32"><style>path { fill: red }</style><path d="M0 0h64v32H0z"/></svg>',
  );
  writeFileSync(join(brand, 'theme.css'), `:root { --accent: ${accent}; }`);
  const url = await serve({ APP_NAME: 'Gringotts', BRAND_DIR: brand });
  const page = await newPage({ baseURL: url, colorScheme: 'dark' });
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Log in', exact: true });
  await button.waitFor();
  expect(await page.title()).toBe('Log in · Gringotts');
  await page.getByText('Welcome back to Gringotts.').waitFor();
  const logo = page.locator('header .logo img');
  await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const { width = 0, height = 0 } = (await logo.boundingBox()) ?? {};
  expect([Math.round(width), Math.round(height)]).toEqual([52, 26]);
  expect(await page.locator('header .logo svg').count()).toBe(0);
  expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(accent);

  await page.goto('/nothing');
  await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  await page.locator('header .logo img').waitFor();
  const start = page.getByRole('link', { name: 'Start page' });
  expect(await start.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(accent);
});

test('a theme loads nothing from elsewhere, and a logo that somebody opens runs no script', async () => {
  writeFileSync(
    join(brand, 'logo.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id = "ran"</script></svg>',
  );
  writeFileSync(join(brand, 'theme.css'), "body { background: url('http://127.0.0.1:1/spy.png') }");
  const url = await serve({ BRAND_DIR: brand });
  const page = await newPage({ baseURL: url });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(takeComplaints().join()).toMatch(/127\.0\.0\.1:1\/spy\.png.* violates .*"img-src 'self'"/);

  await page.goto((await page.locator('header .logo img').getAttribute('src')) ?? '');
  expect(await page.locator('svg').getAttribute('id')).toBeNull();
  // That it did not run, it says.
  expect(takeComplaints().join()).toContain('sandbox');
});
