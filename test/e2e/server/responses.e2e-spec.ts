import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LogInService } from '../../../src/authentication/log-in.service.js';
import type { Answer } from '../../support/browser.js';
import { FreezableProxy } from '../../support/freezable-proxy.js';
import { TestApp } from '../../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const FRONTEND = 'https://app.example.com';

let app: TestApp;
let database: TestDatabase;
let proxy: FreezableProxy;

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  proxy = await FreezableProxy.before({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  app = await TestApp.start({
    DATABASE_URL: url.href,
    FRONTEND_ORIGINS: `${FRONTEND},http://localhost:5173`,
  });
});
afterAll(async () => {
  await app.stop();
  await proxy.close();
  await database.drop();
});
afterEach(() => void vi.restoreAllMocks());

const logIn = { email: 'nobody@example.com', password: 'correct horse battery staple' };

async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(app.url + path, init);
  const { status, headers } = response;
  return { status, headers, body: await response.text(), cookies: headers.getSetCookie() };
}

describe('every answer', () => {
  const failing = () =>
    vi.spyOn(app.app.get(LogInService), 'logIn').mockRejectedValue(new Error('a canary of a message'));

  it.each<[number, () => Promise<Answer>]>([
    [200, () => app.browser().get('/health/live')],
    [204, () => app.browser().post('/authentication/log-out')],
    [400, () => app.browser().post('/authentication/log-in', {})],
    [401, () => app.browser().get('/authentication')],
    [403, () => app.browser().post('/authentication/log-out', {}, { origin: 'https://evil.example' })],
    [404, () => app.browser().get('/nowhere')],
    [413, () => app.browser().post('/authentication/log-in', { email: 'x'.repeat(110_000) })],
    [415, () => send('/authentication/log-in', { method: 'POST', body: 'x' })],
    [
      500,
      () => {
        failing();
        return app.browser().post('/authentication/log-in', logIn);
      },
    ],
  ])(
    'of status %i has all the security headers and an id, and is not stored (ASVS 3.2.1, 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.4.8, 3.5.8, 13.4.6, 14.2.2, 14.3.2)',
    async (status, request) => {
      const { headers, ...answer } = await request();
      expect(answer.status).toBe(status);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy':
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-request-id': expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
      });
      expect(headers.has('server')).toBe(false);
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );

  it('to a fault of ours says nothing of it (ASVS 13.4.2, 16.5.1)', async () => {
    failing();
    const { body } = await app.browser().post('/authentication/log-in', logIn);
    expect(body).toEqual({
      statusCode: 500,
      error: 'Internal Server Error',
      message: 'Something went wrong on our side. Tell the operator the X-Request-Id.',
      errorCode: 'INTERNAL_ERROR',
    });
  });

  it('has an id of its own, whatever id the client sends', async () => {
    const headers = { 'x-request-id': 'mine', 'request-id': 'mine' };
    const ids = [await send('/health/live', { headers }), await send('/health/live', { headers })].map(
      (answer) => answer.headers.get('x-request-id'),
    );
    expect(new Set([...ids, 'mine']).size).toBe(3);
  });
});

it('OPTIONS that is no preflight is answered without a body', async () => {
  const { status, body } = await send('/authentication/log-in', { method: 'OPTIONS' });
  expect([status, body]).toEqual([204, '']);
});

describe('a page of another origin', () => {
  const preflight = (origin: string, wanted = 'content-type', method = 'POST') =>
    send('/authentication/log-in', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': wanted,
      },
    });

  it('of FRONTEND_ORIGINS may call with cookies', async () => {
    const { status, headers } = await preflight(FRONTEND);
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': FRONTEND,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      vary: expect.stringMatching(/origin/i),
    });
    const crossSite = { origin: FRONTEND, 'sec-fetch-site': 'cross-site' };
    const answer = await app.browser().post('/authentication/log-out', {}, crossSite);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(FRONTEND);
  });

  it.each([
    'traceparent,tracestate,baggage',
    'authorization',
    'x-requested-with, X-User-Id',
    'sentry-trace',
    'x-a-gateway-of-somebody!',
  ])('of FRONTEND_ORIGINS may send %s, and PUT', async (wanted) => {
    const { status, headers } = await preflight(FRONTEND, wanted, 'PUT');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(FRONTEND);
    expect(headers.get('access-control-allow-headers')?.split(', ')).toEqual(wanted.split(/, */));
    expect(headers.get('access-control-allow-methods')?.split(', ')).toContain('PUT');
  });

  it.each(['x y', '<script>', 'a:b', 'a;b', '"quoted"', '(', '', 'é'])(
    'is told nothing of %j, which is no name of a header',
    async (name) => {
      const { status, headers } = await preflight(FRONTEND, `${name},baggage`);
      expect([status, headers.get('access-control-allow-headers')]).toEqual([204, 'baggage']);
    },
  );

  const strangers = [
    'https://evil.example',
    'null',
    'https://app.example.com.evil.example',
    'https://evil-app.example.com',
    'http://app.example.com',
    'https://app.example.com:8443',
    'https://sub.app.example.com',
    'https://APP.example.com.',
  ];

  it.each(strangers)(
    'such as %s may not read answers, and may not send what changes anything (ASVS 3.4.2, 3.5.1)',
    async (origin) => {
      for (const answer of [await preflight(origin), await send('/health/live', { headers: { origin } })]) {
        expect(answer.headers.has('access-control-allow-origin')).toBe(false);
        expect(answer.headers.get('vary')).toMatch(/origin/i);
      }
      const bySite: Record<string, string> = { origin, 'sec-fetch-site': 'cross-site' };
      for (const headers of [{ origin }, bySite]) {
        const answer = await app.browser().post('/authentication/log-in', logIn, headers);
        expect(answer).toMatchObject({ status: 403, body: { errorCode: 'CROSS_ORIGIN_REQUEST' } });
      }
    },
  );

  it('without an Origin is told by Sec-Fetch-Site; same origin, the address bar and no browser are fine (ASVS 3.5.1, 3.7.5)', async () => {
    const post = (site: string) =>
      app.browser().post('/authentication/log-out', {}, { 'sec-fetch-site': site });
    expect((await post('cross-site')).status).toBe(403);
    expect((await post('same-site')).status).toBe(403);
    expect((await post('same-origin')).status).toBe(204);
    expect((await post('none')).status).toBe(204);
    expect((await app.browser().post('/authentication/log-out', {})).status).toBe(204);
    const own = await app.browser().post('/authentication/log-out', {}, { origin: 'http://localhost:3000' });
    expect(own.status).toBe(204);
  });
});

describe('Swagger UI', () => {
  it('has a policy of its own, and documents every route with its errors (ASVS 3.6.1, 6.2.6)', async () => {
    const { status, headers } = await send('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; .*base-uri 'none'/,
    );
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
    const document = JSON.parse((await send('/docs-json')).body) as OpenApi;
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    );
    expect(operations.length).toBeGreaterThan(15);
    for (const { name, summary, tags, responses, security } of operations) {
      expect([name, summary, tags?.length]).toEqual([name, expect.any(String), 1]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['500', '503']));
      // A guard and the document come from one decorator.
      expect([name, '401' in responses || security === undefined]).toEqual([name, true]);
    }
    expect(JSON.stringify(document)).toContain('"format":"password"');
  });
});

describe('without its database', () => {
  async function expectUnavailable(request: Promise<Answer>): Promise<void> {
    const start = performance.now();
    const answer = await request;
    expect(performance.now() - start).toBeLessThan(3000);
    expect(answer).toMatchObject({ status: 503, body: { errorCode: 'SERVICE_UNAVAILABLE' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }

  it('the API answers 503 within 3 seconds, and goes on when it is back', async () => {
    proxy.freeze();
    await Promise.all([
      expectUnavailable(app.browser().get('/health/ready')),
      expectUnavailable(app.browser().post('/authentication/log-in', logIn)),
      expectUnavailable(app.browser().post('/authentication/refresh', undefined, { cookie: 'Refresh=x' })),
    ]);
    expect((await app.browser().get('/health/live')).status).toBe(200);
    proxy.thaw();
    await vi.waitUntil(async () => (await app.browser().get('/health/ready')).status === 200, {
      timeout: 10_000,
      interval: 100,
    });
    expect((await app.browser().post('/authentication/log-in', logIn)).status).toBe(401);
  });
});

interface OpenApi {
  paths: Record<
    string,
    Record<string, { summary?: string; tags?: string[]; responses: object; security?: unknown }>
  >;
}
