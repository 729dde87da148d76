import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccountGroupsService } from '../../../src/account/account-groups.service.js';
import { APP, forwardAuthVariables, navigation, Visitor } from '../../support/protected-host.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start({
    ...httpsEnvironment,
    ...forwardAuthVariables(),
    TWO_FACTOR_REQUIRED_GROUPS: 'admins',
  });
});
afterAll(() => app.stop());

it('who must turn two-factor authentication on is held up at each protected host, and a person is led to where it is done', async () => {
  const account = await app.account();
  const guest = new Visitor(app, APP, await account.logIn());
  await guest.enter();
  expect((await guest.ask()).status).toBe(200);
  await app.app.get(AccountGroupsService).add(account.email, 'admins');

  for (const endpoint of ['/forward-auth', '/forward-auth/nginx']) {
    expect(await guest.ask('/', {}, endpoint)).toMatchObject({
      status: 403,
      body: { errorCode: 'TWO_FACTOR_ENROLMENT_REQUIRED' },
    });
  }
  expect((await guest.ask('/assets/logo.svg')).status).toBe(200);
  expect((await guest.navigate()).status).toBe(302);
  const forNginx = await guest.ask('/', navigation, '/forward-auth/nginx');
  expect([forNginx.status, forNginx.body.errorCode]).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
  expect(forNginx.headers.get('location')).toContain('/.twofold/start');

  const { headers } = await guest.authorize((await guest.start()).headers.get('location'));
  expect(headers.get('location')).toMatch(/^\/\?need=second-factor&/);
  await account.turnTwoFactorOn(guest.account);
  await guest.enter();
  expect((await guest.ask()).status).toBe(200);
});
