import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { expect, inject, test } from 'vitest';
import { codeBlocksOf } from '../support/documentation.js';
import { newBrowser, newPage, useChromium } from './support/chromium.js';

useChromium();

/** The plain code of docs/frontend.md, as it stands there. */
function documentedCode(): string {
  const block = codeBlocksOf('docs/frontend.md').find(({ language }) => language === 'js');
  return (block?.code ?? '').replace('http://localhost:3000', inject('serverUrl'));
}

test("docs/frontend.md's fetch works from another origin of the same site, and refreshes when it must", async () => {
  const page = await newPage();
  await page.goto(inject('frontendUrl'));
  await page.addScriptTag({ content: documentedCode() });
  const call = (path: string, options?: object): Promise<unknown> =>
    page.evaluate(`callApi(${JSON.stringify(path)}, ${JSON.stringify(options) ?? 'undefined'})`);
  const body = { email: `${randomUUID()}@example.com`, password: 'correct horse battery staple' };

  expect(await call('/authentication')).toMatchObject({ status: 401, errorCode: 'NOT_AUTHENTICATED' });
  expect(await call('/authentication/register', { method: 'POST', body })).toMatchObject({ status: 201 });
  expect(await call('/authentication/log-in', { method: 'POST', body })).toMatchObject({ email: body.email });

  await page.context().clearCookies({ name: 'Authentication' });
  const refreshes: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') {
      refreshes.push(request.url());
    }
  });
  const answers = await page.evaluate(
    'Promise.all(Array.from({ length: 5 }, () => callApi("/authentication")))',
  );
  expect(answers).toMatchObject(Array.from({ length: 5 }, () => ({ status: 200, email: body.email })));
  // One for those that wait together; who comes late may add another, which does no harm.
  expect(new Set(refreshes)).toEqual(new Set([`${inject('serverUrl')}/authentication/refresh`]));

  expect(await call('/authentication/log-out', { method: 'POST' })).toEqual({ status: 204 });
  expect(await call('/authentication')).toMatchObject({ status: 401 });
});

/** `web/src/api` as a frontend of its own has it: copied, with the API's origin put in, and nothing else of ours around it. */
async function copiedClient(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-frontend-'));
  try {
    await cp('web/src/api', directory, { recursive: true });
    const file = join(directory, 'api-origin.ts');
    const code = await readFile(file, 'utf8');
    await writeFile(file, code.replace('window.location.origin', JSON.stringify(inject('serverUrl'))));
    const entry = join(directory, 'entry.ts');
    await writeFile(entry, "export * from './client';\nexport * from './shown-user';\n");
    const outputs = (await build({
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { 'openapi-fetch': join(process.cwd(), 'node_modules/openapi-fetch') } },
      build: {
        write: false,
        lib: { entry, formats: ['iife'], name: 'copied' },
      },
    })) as Rolldown.RolldownOutput[];
    return outputs[0]?.output[0].code ?? '';
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Of the copied client, in a page. */
function caller(page: Page) {
  return (method: string, path: string, body?: object): Promise<{ data?: { id: string }; status: number }> =>
    page.evaluate(
      `copied.api.${method}(${JSON.stringify(path)}, ${JSON.stringify({ body })})
        .then(({ data, response }) => ({ data, status: response.status }))`,
    );
}

test('web/src/api works for an hour when it is copied to another origin: one refresh for all requests of a tab', async () => {
  const code = await copiedClient();
  const browser = await newBrowser();
  const refreshes: string[] = [];
  browser.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/refresh')) {
      refreshes.push(request.url());
    }
  });
  const tabs = await Promise.all([browser.newPage(), browser.newPage()]);
  for (const tab of tabs) {
    await tab.goto(inject('frontendUrl'));
    await tab.addScriptTag({ content: code });
  }
  const [call, other] = tabs.map(caller) as [ReturnType<typeof caller>, ReturnType<typeof caller>];
  const user = { email: `${randomUUID()}@example.com`, password: 'correct horse battery staple' };
  expect(await call('POST', '/authentication/register', user)).toMatchObject({ status: 201 });
  const { data, status } = await call('POST', '/authentication/log-in', user);
  expect(status).toBe(200);
  await Promise.all(tabs.map((tab) => tab.evaluate(`copied.showUser(${JSON.stringify(data?.id)})`)));

  // Every five minutes the browser throws the cookie of the access token away.
  for (let minutes = 5; minutes <= 60; minutes += 5) {
    await browser.clearCookies({ name: 'Authentication' });
    const answers = await Promise.all([
      ...[call, other, call, other].map((ask) => ask('GET', '/authentication')),
      // One with a body, which is sent twice, for what is not there.
      call('PATCH', `/2fa/authenticators/${randomUUID()}`, { name: 'Phone' }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 404]);
  }
  expect(new Set(refreshes)).toEqual(new Set([`${inject('serverUrl')}/authentication/refresh`]));
  // One for all tabs as a rule. What a tab stores another may see a moment later, and then refreshes once more, which does no harm.
  expect(refreshes.length).toBeGreaterThanOrEqual(12);
  expect(refreshes.length).toBeLessThanOrEqual(24);
});
