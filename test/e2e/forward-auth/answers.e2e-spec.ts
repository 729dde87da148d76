import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, forwardAuthVariables, Visitor } from '../../support/protected-host.js';
import { sendAsProxy } from '../../support/proxy-request.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';

let app: TestApp;
let guest: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  const account = await (await app.account()).logIn({ browser: app.browser() });
  guest = new Visitor(app, APP, account);
  stranger = new Visitor(app);
  await guest.enter();
});
afterAll(() => app.stop());

/** By path: what a stranger gets, and what somebody who has no second factor and no group. */
const answers: [string, number, number][] = [
  ['/', 401, 200],
  ['/assets', 200, 200],
  ['/assets/x?y=/admin/', 200, 200],
  ['/assetsx', 401, 200],
  ['/danger/', 401, 401],
  ['/vault', 401, 401],
  ['/vault/x', 401, 200],
  ['/staff/', 401, 403],
  ['/admin', 401, 403],
  ['/admin/x', 401, 403],
  ['/a%2fb', 401, 403],
];

describe.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'CONNECT'])(
  'a %s',
  (method) => {
    it.each(answers)('of %s is a %i for a stranger and a %i for a guest', async (uri, strange, familiar) => {
      const headers = { 'x-forwarded-method': method };
      for (const endpoint of ['/forward-auth', '/forward-auth/nginx']) {
        const asked = [stranger, guest].map((visitor) => visitor.ask(uri, headers, endpoint));
        expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([strange, familiar]);
      }
    });
  },
);

it.each(['HEAD', 'POST', 'OPTIONS', 'PUT'])(
  'the endpoint itself takes no other than GET and HEAD: %s',
  async (method) => {
    const headers = {
      'x-forwarded-method': 'GET',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': APP,
      'x-forwarded-uri': '/assets/x',
    };
    for (const endpoint of ['/forward-auth', '/forward-auth/nginx']) {
      const answer = await sendAsProxy(new URL(endpoint, app.url), { method, headers });
      expect(answer.status).toBe(method === 'HEAD' ? 200 : 404);
      expect(answer.headers.has('remote-user')).toBe(method === 'HEAD');
    }
  },
);
