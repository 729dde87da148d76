import { afterEach, expect, it, vi } from 'vitest';
import { TestApp } from '../../support/test-app.js';

let app: TestApp;
const warn = vi.fn();
const logger = { log() {}, error() {}, warn, debug() {}, verbose() {}, fatal() {} };

afterEach(async () => {
  await app.stop();
  warn.mockReset();
});

async function requestsOf(
  variables: Record<string, string>,
  headers: Record<string, string>,
): Promise<string[]> {
  app = await TestApp.start(variables, logger);
  for (let request = 0; request < 3; request++) {
    await app.browser(headers).get('/health/live');
  }
  return warn.mock.calls.flat().filter((text) => String(text).includes('X-Forwarded-For'));
}

const forwarded = { 'x-forwarded-for': '203.0.113.7' };

it('of a proxy that is not in TRUSTED_PROXIES the operator is told once, with its address', async () => {
  expect(await requestsOf({}, forwarded)).toEqual([
    expect.stringMatching(
      /^X-Forwarded-For of 127\.0\.0\.1 is not believed, .* set TRUSTED_PROXIES=127\.0\.0\.1\.$/,
    ),
  ]);
});

it('also where others are in TRUSTED_PROXIES', async () => {
  expect(await requestsOf({ TRUSTED_PROXIES: '192.0.2.1' }, forwarded)).toHaveLength(1);
});

it.each([
  ['a proxy that is', { TRUSTED_PROXIES: '127.0.0.0/8' }, forwarded],
  ['who sends no such header', {}, {}],
])('of %s nothing is told', async (_, variables, headers) => {
  expect(await requestsOf(variables as Record<string, string>, headers as Record<string, string>)).toEqual(
    [],
  );
});
