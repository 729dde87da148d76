import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.js';
import { APP, forwardAuthVariables, pathOf } from '../support/protected-host.js';
import { TestApp } from '../support/test-app.js';
import { httpsEnvironment } from '../support/test-environment.js';
import { EchoApplication } from './support/echo-application.js';
import { Proxy } from './support/proxy.js';

let application: EchoApplication;
let app: TestApp;

beforeAll(async () => {
  application = await EchoApplication.start();
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
});
afterAll(async () => {
  await app.stop();
  application.stop();
});

const navigation = { accept: 'text/html', 'sec-fetch-mode': 'navigate' };

describe.each(['nginx', 'caddy'] as const)('behind %s', (kind) => {
  let proxy: Proxy;
  let account: Browser;
  let userId: string;
  let cookie: string;

  beforeAll(async () => {
    account = await (await app.account()).logIn({ browser: app.browser() });
    userId = (await account.get('/authentication')).body.id;
    const upstreams = { twofold: new URL(app.url).host, application: application.address };
    proxy = await Proxy.start(kind, upstreams);
  });
  afterAll(() => proxy.stop());

  it('a visitor is led to the log-in and back to the page, and the application is told who it is', async () => {
    const asked = await proxy.send('/reports/1?year=2026', navigation);
    expect(asked).toMatchObject({
      status: 302,
      location: `https://${APP}/.twofold/start?rd=%2Freports%2F1%3Fyear%3D2026`,
    });
    const started = await proxy.send(pathOf(asked.location ?? null), navigation);
    const state = started.cookies[0]?.split(';')[0] ?? '';
    const authorized = await account.get(pathOf(started.location ?? null));
    const back = await proxy.send(pathOf(authorized.headers.get('location')), {
      ...navigation,
      cookie: state,
    });
    expect(back).toMatchObject({ status: 303, location: `https://${APP}/reports/1?year=2026` });
    cookie = `${state}; ${back.cookies[0]?.split(';')[0]}`;
    const { status, application: seen } = await proxy.send('/reports/1?year=2026', { cookie });
    expect(status).toBe(200);
    expect(seen?.url).toBe('/reports/1?year=2026');
    expect(seen?.headers).toMatchObject({
      'remote-user': userId,
      'twofold-identity': expect.stringMatching(/^ey/),
    });
  });

  it.each<[string, Record<string, string>]>([
    [
      'in our own words (CVE-2026-30851)',
      {
        'remote-user': 'admin',
        'remote-email': 'admin@example.com',
        'remote-name': 'admin',
        'remote-groups': 'admins',
        'twofold-identity': 'ey.lie',
      },
    ],
    [
      'with underscores, which WSGI and PHP fold (GHSA-f59h-q822-g45g)',
      { remote_user: 'admin', remote_groups: 'admins', twofold_identity: 'lie' },
    ],
    [
      'with underscores here and there (CVE-2025-64484)',
      { REMOTE_USER: 'admin', Remote_Groups: 'admins', Twofold_IDENTITY: 'lie' },
    ],
  ])('nobody tells the application who he is, but Twofold: %s', async (_, headers) => {
    for (const path of ['/assets/x', '/reports']) {
      const { status, application: seen } = await proxy.send(path, { ...headers, cookie });
      const identity = Object.entries(seen?.headers ?? {}).filter(([name]) =>
        /^(remote|twofold)[-_]/i.test(name),
      );
      expect(status).toBe(200);
      expect(JSON.stringify(identity)).not.toMatch(/admin|lie|http\.reverse_proxy/);
    }
  });

  it.each([
    '/admin/',
    '//admin/',
    '/assets/../admin/',
    '/assets/%2e%2e/admin/',
    '/assets/..;/admin/',
    '/assets%2fadmin',
    '/assets/..%5cadmin',
    '/ADMIN/',
    '/%61dmin/',
  ])('the application does not see %s without the group', async (path) => {
    const answer = await proxy.send(path, { cookie });
    expect([answer.status, answer.application]).toEqual([403, undefined]);
  });

  it.each<[string, Record<string, string>]>([
    ['X-Forwarded-Uri', { 'x-forwarded-uri': '/assets/x' }],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'wiki.example.com' }],
    ['X-Forwarded-Method', { 'x-forwarded-method': 'OPTIONS' }],
    ['X_Forwarded_Uri (CVE-2026-39858)', { x_forwarded_uri: '/assets/x' }],
    ['X-Original-URI', { 'x-original-uri': '/assets/x' }],
    ['Connection (CVE-2025-48865)', { connection: 'x-forwarded-uri, x-forwarded-host' }],
    ['a bad cookie', { cookie: '__Host-Gate=%' }],
  ])('the application does not see a stranger who sends %s', async (_, headers) => {
    for (const path of ['/reports', '/reports?uri=/assets/x&rd=//evil.example']) {
      const answer = await proxy.send(path, headers);
      expect(answer.application).toBeUndefined();
      expect([302, 401]).toContain(answer.status);
    }
  });

  it('the log-out on the host ends it', async () => {
    const headers = { cookie, origin: `https://${APP}`, 'content-type': 'application/x-www-form-urlencoded' };
    const foreign = await proxy.send(
      '/.twofold/log-out',
      { ...headers, origin: 'https://evil.example' },
      'POST',
    );
    expect(foreign.status).toBe(403);
    expect((await proxy.send('/.twofold/log-out', headers, 'POST')).status).toBe(303);
    expect((await proxy.send('/reports', { cookie })).application).toBeUndefined();
  });
});
