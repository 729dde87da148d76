import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rawRequest, rawText } from '../../support/raw-request.js';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const THEME = ':root { --accent: #7a1f2b; }';
const APP_NAME = 'Goblins & "Co" $&';
const ESCAPED = 'Goblins &amp; &quot;Co&quot; $&amp;';

const directory = mkdtempSync(join(tmpdir(), 'twofold-brand-'));
const brand = join(directory, 'brand');
let database: TestDatabase;

beforeAll(async () => {
  mkdirSync(brand);
  writeFileSync(join(brand, 'logo.svg'), LOGO);
  writeFileSync(join(brand, 'theme.css'), THEME);
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

const start = (variables: Record<string, string>) =>
  ServerProcess.start({ DATA_DIR: directory, DATABASE_URL: database.url, BCRYPT_COST: '10', ...variables });

describe('with a name and a folder', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await start({ APP_NAME, BRAND_DIR: brand });
  });
  afterAll(() => server.stop());

  const get = (path: string) => fetch(server.url + path);

  async function named(name: RegExp): Promise<string> {
    const html = await (await get('/')).text();
    return name.exec(html)?.[1] ?? expect.unreachable(html);
  }

  it('the pages have the name, and load the theme after our styles and the logo as their icon', async () => {
    const html = await (await get('/')).text();
    expect(html).toContain(`<title>${ESCAPED}</title>`);
    expect(html).toContain(`<meta name="app-name" content="${ESCAPED}">`);
    const sheets = [...html.matchAll(/<link rel="stylesheet"[^>]* href="\/assets\/(\w+)-/g)];
    expect(sheets.map(([, name]) => name)).toEqual(['index', 'theme']);
    const logo = /<meta name="logo" content="([^"]+)">/.exec(html)?.[1];
    expect(logo).toMatch(/^\/assets\/logo-[0-9a-f]{16}\.svg$/);
    expect(html.match(/<link rel="icon"[^>]*>/g)?.join()).toContain(`href="${logo}"`);
  });

  it('the logo is kept for good, and runs no script where somebody opens it', async () => {
    const path = await named(/<meta name="logo" content="([^"]+)">/);
    const response = await get(path);
    expect(await response.text()).toBe(LOGO);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'unsafe-inline';.*; sandbox$/,
      ),
    });
    expect(response.headers.get('content-security-policy')).not.toMatch(/script|https?:|\*|'self'|allow-/);
  });

  it('the theme is kept for good', async () => {
    const response = await get(await named(/href="([^"]*\/theme-[^"]+)"/));
    expect(await response.text()).toBe(THEME);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  it('a page that is not there has them, too', async () => {
    // `fetch` says that it is no navigation.
    const html = await rawRequest(server.url, rawText('GET /nothing HTTP/1.1', ['Accept: text/html']));
    expect(html).toContain('<h1>Page not found</h1>');
    expect(html).toMatch(/<link rel="stylesheet" href="\/assets\/theme-/);
    expect(html).toMatch(/<link rel="icon" href="\/assets\/logo-/);
    expect(html).toMatch(/<img src="\/assets\/logo-[^"]+" alt="">/);
    expect(html).toContain(`alt="">${ESCAPED}</span></header>`);
  });

  it('the policy of the pages is as strict as ever', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
  });

  it('Swagger UI and its document have the name', async () => {
    expect(await (await get('/docs')).text()).toContain(`<title>${ESCAPED} API</title>`);
    expect(await (await get('/docs-json')).json()).toMatchObject({ info: { title: APP_NAME } });
  });

  it('what changes in the folder is whole at the next start', async () => {
    const theme = /href="([^"]*\/theme-[^"]+)"/;
    const before = await named(theme);
    writeFileSync(join(brand, 'theme.css'), ':root { --accent: blue; }');
    rmSync(join(brand, 'logo.svg'));
    expect(await named(theme)).toBe(before);
    expect(await (await get(before)).text()).toBe(THEME);
    await server.stop();
    server = await start({ APP_NAME, BRAND_DIR: brand });
    expect(await named(theme)).not.toBe(before);
    const html = await (await get('/')).text();
    expect(html).not.toContain('name="logo"');
    expect(html).toMatch(/<link rel="icon" href="\/assets\/favicon-/);
  });
});

it('without settings the page is what was built, but for what the server tells it', async () => {
  const server = await start({});
  const html = await (await fetch(server.url)).text();
  await server.stop();
  const metas = html.match(/<meta name="(?:app-name|password|registration|trusted)[^>]*>/g) ?? [];
  expect(metas).toHaveLength(4);
  expect(metas.reduce((rest, meta) => rest.replace(meta, ''), html)).toBe(
    readFileSync('dist/web/index.html', 'utf8'),
  );
});

it('a folder that cannot be right stops the start with one line, and nothing is written', async () => {
  const data = join(directory, 'data');
  mkdirSync(data);
  const other = join(directory, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'logo.svg'), 'PNG');
  for (const [path, reason] of [
    [join(directory, 'none'), 'BRAND_DIR cannot be read (ENOENT).'],
    [other, 'BRAND_DIR has a logo.svg that is no SVG'],
  ] as const) {
    const refusal = await start({ DATA_DIR: data, BRAND_DIR: path }).then(
      () => expect.unreachable('was accepted'),
      ({ message }: Error) => message,
    );
    const [exit, ...lines] = refusal.split('\n');
    expect(exit).toBe('The server ended with 1:');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(reason);
  }
  expect(readdirSync(data)).toEqual([]);
});
