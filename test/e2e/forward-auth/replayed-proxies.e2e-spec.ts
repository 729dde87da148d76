import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, forwardAuthVariables, Visitor } from '../../support/protected-host.js';
import { rawRequest, rawText } from '../../support/raw-request.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';

/**
 * What Traefik 3.7 sends, by its source (`forward.go` and `forwarded_header.go`); nobody has run it here. Always a GET without a
 * body, the visitor's own headers but for those of the connection, and its own as in {@link own}.
 */
let app: TestApp;
let cookie: string;
let email: string;

beforeAll(async () => {
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  const owner = await app.verifiedAccount();
  email = owner.email;
  const guest = new Visitor(app, APP, await owner.logIn({ browser: app.browser() }));
  await guest.enter();
  cookie = [...guest.browser.cookies].map((pair) => pair.join('=')).join('; ');
});
afterAll(() => app.stop());

/** With `trustForwardHeader: false`, as in `deploy/`; without it, also the second ones. */
const own = (method: string, uri: string) => [
  'X-Forwarded-For: 203.0.113.7',
  `X-Forwarded-Host: ${APP}`,
  `X-Forwarded-Method: ${method}`,
  'X-Forwarded-Port: 443',
  'X-Forwarded-Proto: https',
  `X-Forwarded-Uri: ${uri}`,
];
const legacy = ['X-Forwarded-Server: 3f2a', 'X-Real-Ip: 203.0.113.7'];

/** As Go writes a visitor's headers again. */
const page = [
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: en-GB,en;q=0.9',
  'Sec-Fetch-Dest: document',
  'Sec-Fetch-Mode: navigate',
  'Sec-Fetch-Site: none',
  'Upgrade-Insecure-Requests: 1',
];
const script = [
  'Accept: */*',
  'Accept-Encoding: gzip',
  'Sec-Fetch-Mode: cors',
  'Sec-Fetch-Site: same-origin',
];

async function ask(...headers: string[]): Promise<{ status: number; head: string }> {
  const answer = await rawRequest(app.url, rawText('GET /forward-auth HTTP/1.1', headers));
  const [head = ''] = answer.split('\r\n\r\n');
  return { status: Number(head.slice(9, 12)), head };
}

describe.each([
  ['as in deploy/', [] as string[]],
  ['without trustForwardHeader', legacy],
])('the question of Traefik, %s', (_, more) => {
  it('leads the visitor of a page to the log-in, by an address that Traefik need not resolve', async () => {
    const { status, head } = await ask(...page, ...own('GET', '/reports?year=2026'), ...more);
    expect(status).toBe(302);
    expect(head).toMatch(
      new RegExp(`^location: https://${APP}/\\.twofold/start\\?rd=%2Freports%3Fyear%3D2026$`, 'im'),
    );
  });

  it('makes a 303 of a form, whose method only the header tells', async () => {
    expect((await ask(...page, ...own('POST', '/reports'), ...more)).status).toBe(303);
  });

  it('refuses the request of a script with a 401', async () => {
    expect((await ask(...script, ...own('GET', '/reports'), ...more)).status).toBe(401);
  });

  it('is answered with all five headers, which Traefik puts in the place of the visitor’s', async () => {
    const lies = ['Remote-User: admin', 'Remote-Groups: admins', 'X_forwarded_uri: /assets/x'];
    const { status, head } = await ask(
      ...page,
      `Cookie: ${cookie}`,
      ...lies,
      ...own('GET', '/reports'),
      ...more,
    );
    expect(status).toBe(200);
    expect(head).toContain(`\r\nremote-email: ${email}\r\n`);
    for (const name of ['remote-user', 'remote-name', 'remote-groups', 'twofold-identity']) {
      expect(head.match(new RegExp(`^${name}:`, 'gim'))).toHaveLength(1);
    }
    expect(head).not.toContain('admin');
  });

  it('does not let into a group, by a path that Traefik has not cleaned', async () => {
    for (const uri of ['/admin/', '/assets/%2e%2e/admin/', '/./admin/', '/assets/..;/admin/']) {
      const { status } = await ask(...page, `Cookie: ${cookie}`, ...own('GET', uri), ...more);
      expect(status).toBe(403);
    }
  });
});

it.each(['GET', 'POST', 'OPTIONS'])(
  'a %s as Envoy asks it lets nobody through: its ext_authz puts the path of the visitor behind ours',
  async (method) => {
    const headers = ['X-Forwarded-Proto: https', `Cookie: ${cookie}`, 'Content-Length: 0'];
    for (const path of ['/forward-auth/', '/forward-auth/vault', '/forward-auth/nginx/vault']) {
      const answer = await rawRequest(app.url, rawText(`${method} ${path} HTTP/1.1`, headers));
      expect([path, answer.slice(9, 12)]).toEqual([path, '404']);
    }
  },
);
