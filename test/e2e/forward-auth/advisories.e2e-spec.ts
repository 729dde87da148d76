import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToGroup, APP, forwardAuthVariables, navigation, Visitor } from '../../support/protected-host.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';

/** What has opened others. Each is asked of both endpoints, as a page and not. */
let app: TestApp;
let stranger: Visitor;
/** Logged in, and in no group of `/admin/*`. */
let guest: Visitor;

beforeAll(async () => {
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  const owner = await app.account();
  await addToGroup(app, owner.email, 'staff');
  stranger = new Visitor(app);
  guest = new Visitor(app, APP, await owner.logIn({ browser: app.browser() }));
  await guest.enter();
});
afterAll(() => app.stop());

async function statusesOf(visitor: Visitor, uri: string, headers: Record<string, string>): Promise<number[]> {
  const answers = await Promise.all(
    ['/forward-auth', '/forward-auth/nginx'].flatMap((endpoint) =>
      [{}, navigation].map((mode) => visitor.ask(uri, { ...mode, ...headers }, endpoint)),
    ),
  );
  expect(answers.filter(({ headers: own }) => own.has('remote-user'))).toEqual([]);
  const locations = answers
    .map(({ headers: own }) => own.get('location'))
    .filter((location) => location !== null);
  expect(locations.filter((location) => !location.startsWith(`https://${APP}/.twofold/start?`))).toEqual([]);
  return answers.map(({ status }) => status);
}

const REFUSED = [401, 302, 401, 401];

describe('a stranger is led to the log-in, whatever is sent:', () => {
  it.each<[string, string, Record<string, string>]>([
    ['GHSA-7rh7-c77v-6434, a public path in the query', '/reports?next=/assets/x', {}],
    ['GHSA-pxq7-h93f-9jrg, a public path in a fragment', '/assets/secret#/x', {}],
    ['GHSA-5hvv-m4w4-gf6v, the name of a health check', '/reports', { 'user-agent': 'GoogleHC/1.0' }],
    ['oauth2-proxy #649, no name of a browser', '/reports', { 'user-agent': '' }],
    ['CVE-2026-39858, X_Forwarded_Uri', '/reports', { x_forwarded_uri: '/assets/x' }],
    ['CVE-2026-39858, X_Forwarded_Host', '/reports', { x_forwarded_host: 'wiki.example.com' }],
    ['CVE-2026-35051, X-Forwarded-Prefix', '/reports', { 'x-forwarded-prefix': '/assets' }],
    ['CVE-2026-25748, a cookie that is none', '/reports', { cookie: '__Host-Gate=x; __Host-Gate=%' }],
    ['CVE-2025-48865, a Connection header', '/reports', { connection: 'x-forwarded-uri, x-forwarded-host' }],
    ['CVE-2026-40912, dot segments', '/assets/./../reports', {}],
    ['CVE-2026-48020, an encoded dot segment', '/assets/%2e%2e/reports', {}],
    ['CVE-2025-66490, an encoded slash', '/assets/..%2freports', {}],
    ['CVE-2025-66490, an encoded NUL', '/assets/%00', {}],
    ['ingress-nginx #8644, the folder above', '/assets/../reports', {}],
  ])('%s', async (_, uri, headers) => {
    expect(await statusesOf(stranger, uri, headers)).toEqual(REFUSED);
  });
});

describe('who is logged in does not come in without the group:', () => {
  it.each<[string, string]>([
    ['CVE-2026-40912, a dot segment', '/./admin/secret'],
    ['CVE-2026-48020, an encoded dot segment', '/assets/%2E%2E/admin/'],
    ['CVE-2025-66490, an encoded backslash', '/assets/..%5cadmin/'],
    ['ingress-nginx #8644, the folder above', '/assets/../admin/'],
  ])('%s', async (_, uri) => {
    expect(await statusesOf(guest, uri, {})).toEqual([403, 403, 403, 403]);
  });
});

it('what cannot be read is refused and never passed: CVE-2021-32637', async () => {
  for (const host of ['a b%', 'http://app.example.com', `${APP}/assets`, `${APP}%00`]) {
    expect(await statusesOf(guest, '/assets/x', { 'x-forwarded-host': host })).toEqual([400, 400, 400, 400]);
  }
});

it.each(['/assets/x', '/reports'])(
  'the 200 for %s has all five headers, since Caddy keeps the visitor’s own where one is missing: CVE-2026-30851',
  async (uri) => {
    const { status, headers } = await guest.ask(uri, { 'remote-groups': 'admins' });
    const names = [...headers.keys()].filter((name) => /^(remote-|twofold-)/.test(name));
    expect([status, names]).toEqual([
      200,
      ['remote-email', 'remote-groups', 'remote-name', 'remote-user', 'twofold-identity'],
    ]);
    expect(headers.get('remote-groups')).not.toContain('admins');
  },
);
