import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';

useChromium();

/** The code of the README's section, as it stands there. */
function readmeCode(): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = readme.split('## Calling it from a frontend');
  const code = section.match(/```js\n([\s\S]*?)```/)?.[1] ?? '';
  return code.replace('http://localhost:3000', inject('serverUrl'));
}

test("the README's fetch works from another origin of the same site, and refreshes when it must", async () => {
  const page = await newPage();
  await page.goto(inject('frontendUrl'));
  await page.addScriptTag({ content: readmeCode() });
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
