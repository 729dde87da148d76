import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../support/account.js';
import {
  addToGroup,
  APP,
  forwardAuthVariables,
  pathOf,
  Visitor,
  WIKI,
} from '../../support/protected-host.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { accountWithTwoFactor } from '../../support/two-factor-account.js';

let app: TestApp;
let owner: Account;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  owner = await app.verifiedAccount();
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});

const claimsOf = (token: string | null) =>
  JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());

async function visitor(host = APP): Promise<Visitor> {
  return new Visitor(app, host, await owner.logIn({ browser: app.browser() }));
}

describe('the way to a protected host', () => {
  it('leads a visitor who is logged in to the page that was asked for, and the application is told who it is', async () => {
    const guest = await visitor();
    const asked = await guest.navigate('/reports/1?year=2026');
    expect(asked.status).toBe(302);
    const start = `https://${APP}/.twofold/start?rd=%2Freports%2F1%3Fyear%3D2026`;
    expect(asked.headers.get('location')).toBe(start);

    const started = await guest.onHost(pathOf(start));
    expect(started.status).toBe(303);
    expect(started.cookies).toEqual([
      expect.stringMatching(/^__Host-GateState=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const { origin, pathname } = new URL(started.headers.get('location') ?? '');
    expect([origin, pathname]).toEqual(['https://auth.example.com', '/forward-auth/authorize']);
    expect(started.headers.get('location')).not.toContain(guest.browser.cookies.get('__Host-GateState'));

    const authorized = await guest.authorize(started.headers.get('location'));
    expect(authorized.status).toBe(303);
    expect(authorized.headers.get('location')).toMatch(
      new RegExp(`^https://${APP}/\\.twofold/callback\\?code=[\\w-]{43}$`),
    );

    const back = await guest.callback(authorized.headers.get('location'));
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe(`https://${APP}/reports/1?year=2026`);
    expect(back.cookies).toEqual([
      expect.stringMatching(/^__Host-Gate=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);

    const { body: user } = await guest.account.get('/authentication');
    const admitted = await guest.navigate('/reports/1?year=2026');
    expect(admitted.status).toBe(200);
    expect(admitted.body).toBe('');
    expect(Object.fromEntries(admitted.headers)).toMatchObject({
      'remote-user': user.id,
      'remote-email': owner.email,
      'remote-name': owner.email,
      'remote-groups': '',
      'cache-control': 'no-store',
    });
    expect(claimsOf(admitted.headers.get('twofold-identity'))).toMatchObject({
      iss: 'https://auth.example.com',
      aud: `https://${APP}`,
      sub: user.id,
      email: owner.email,
      email_verified: true,
      groups: [],
      amr: ['pwd'],
      rule: '*',
    });
  });

  it('needs no second log-in for a second host, and each host has a cookie of its own', async () => {
    const guest = await visitor();
    await guest.enter();
    const elsewhere = new Visitor(app, WIKI, guest.account);
    await elsewhere.enter('/page');
    expect((await elsewhere.ask()).status).toBe(200);
    expect(elsewhere.browser.cookies.get('__Host-Gate')).not.toBe(guest.browser.cookies.get('__Host-Gate'));
  });

  it('keeps one state for all tabs, so that no cookies pile up: traefik-forward-auth #238', async () => {
    const guest = await visitor();
    const [first, second] = [await guest.start('/1'), await guest.start('/2')];
    for (const [index, started] of [first, second].entries()) {
      const { headers } = await guest.authorize(started.headers.get('location'));
      const back = await guest.callback(headers.get('location'));
      expect(back.headers.get('location')).toBe(`https://${APP}/${index + 1}`);
    }
  });

  it('lasts as long as the session where that is remembered', async () => {
    const account = await owner.logIn({ browser: app.browser(), rememberMe: true });
    const { cookies } = await new Visitor(app, APP, account).enter();
    expect(cookies[0]).toContain(`Max-Age=${30 * 24 * 3600};`);
  });

  it.each([
    'http://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/a\r\nb',
    '/.twofold/start',
    'x',
    '/ä',
  ])('goes to the first page instead of %j (ASVS 3.7.2)', async (rd) => {
    const { headers } = await (await visitor()).enter(rd);
    expect(headers.get('location')).toBe(`https://${APP}/`);
  });

  it('stays on its host for /.//evil.example', async () => {
    const { headers } = await (await visitor(WIKI)).enter('/.//evil.example');
    expect(headers.get('location')).toBe(`https://${WIKI}//evil.example`);
  });
});

describe('a requirement', () => {
  it('public is open to strangers, and tells the application of nobody', async () => {
    for (const guest of [new Visitor(app), await visitor()]) {
      const { status, headers } = await guest.ask('/assets/logo.svg');
      expect(status).toBe(200);
      for (const name of [
        'remote-user',
        'remote-email',
        'remote-name',
        'remote-groups',
        'twofold-identity',
      ]) {
        expect(headers.get(name)).toBe('');
      }
    }
  });

  it('signed in sends strangers to the log-in, which goes on to where they were going', async () => {
    const guest = new Visitor(app);
    const { headers } = await guest.authorize((await guest.start('/x?y=1')).headers.get('location'));
    const page = new URL(headers.get('location') ?? '', 'https://auth.example.com');
    expect([page.pathname, page.searchParams.get('need')]).toEqual(['/', 'log-in']);
    await owner.logIn({ browser: guest.account });
    const authorized = await guest.authorize(page.searchParams.get('continue'));
    const back = await guest.callback(authorized.headers.get('location'));
    expect(back.headers.get('location')).toBe(`https://${APP}/x?y=1`);
  });

  it('signed in wants the second factor of an account that has one', async () => {
    const account = await accountWithTwoFactor(app);
    advanceClock(60);
    const pending = await account.logIn();
    const guest = new Visitor(app, APP, pending);
    const authorized = await guest.authorize((await guest.start()).headers.get('location'));
    expect(authorized.headers.get('location')).toMatch(/^\/\?need=log-in&/);
    await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await account.code() });
    await guest.enter();
    expect((await guest.ask()).status).toBe(200);
  });

  it('two factors wants two-factor authentication to be on', async () => {
    const guest = await visitor();
    await guest.enter();
    expect(await guest.ask('/vault')).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    const authorized = await guest.authorize((await guest.start('/vault')).headers.get('location'));
    expect(authorized.headers.get('location')).toMatch(/^\/\?need=second-factor&/);
  });

  it('fresh wants all factors of the last five minutes, and a new proof opens the same gate', async () => {
    const account = await accountWithTwoFactor(app);
    advanceClock(60);
    const guest = new Visitor(app, APP, await account.logInWithCode());
    await guest.enter('/danger/');
    expect((await guest.ask('/danger/')).status).toBe(200);
    advanceClock(301);
    await guest.account.post('/authentication/refresh');
    expect(await guest.ask('/danger/')).toMatchObject({
      status: 401,
      body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
    });
    expect((await guest.ask('/')).status).toBe(200);
    const authorized = await guest.authorize((await guest.start('/danger/')).headers.get('location'));
    expect(authorized.headers.get('location')).toMatch(/^\/\?need=proof&/);
    const proof = { password: account.password, twoFactorAuthenticationCode: await account.code() };
    expect((await guest.account.post('/authentication/reauthenticate', proof)).status).toBe(200);
    expect((await guest.ask('/danger/')).status).toBe(200);
  });

  it('an address is told as it was written, also where an application decodes it', async () => {
    const account = await app.account(`%61dmin+${Date.now()}@example.com`);
    const guest = new Visitor(app, APP, await account.logIn());
    await guest.enter();
    const { headers } = await guest.ask();
    const address = account.email.replace('%', '%25');
    expect([headers.get('remote-email'), headers.get('remote-name')]).toEqual([address, address]);
  });

  it('a group is asked for before any proof, by name', async () => {
    const account = await app.account();
    const guest = new Visitor(app, APP, await account.logIn());
    await guest.enter();
    expect(await guest.ask('/admin/')).toMatchObject({ status: 403, body: { errorCode: 'GROUP_REQUIRED' } });
    expect((await guest.ask('/staff/')).status).toBe(403);
    const authorized = await guest.authorize((await guest.start('/admin/')).headers.get('location'));
    expect(authorized).toMatchObject({ status: 403, body: expect.stringContaining('may not open this') });

    await addToGroup(app, account.email, 'staff', 'öffentlich');
    await vi.waitFor(async () => expect((await guest.ask('/staff/')).status).toBe(200), { timeout: 10_000 });
    const { headers } = await guest.ask('/staff/');
    expect(headers.get('remote-groups')).toBe('staff,%C3%B6ffentlich');
    expect(claimsOf(headers.get('twofold-identity'))).toMatchObject({
      groups: ['staff', 'öffentlich'],
      rule: '/staff/*',
    });
    expect((await guest.ask('/admin/')).status).toBe(403);
  });
});

describe('a refusal', () => {
  it.each([
    [302, 'GET', { 'sec-fetch-mode': 'navigate' }],
    [302, 'HEAD', { accept: 'text/html,*/*' }],
    [303, 'POST', { 'sec-fetch-mode': 'navigate', accept: 'text/html' }],
    [401, 'GET', { 'sec-fetch-mode': 'cors', accept: 'text/html' }],
    [401, 'GET', { accept: '*/*' }],
    [401, 'OPTIONS', { origin: 'https://other.example', 'access-control-request-method': 'GET' }],
  ])('is a %i for %s with %j', async (status, method, headers) => {
    const guest = new Visitor(app);
    const answer = await guest.ask('/x', { ...headers, 'x-forwarded-method': method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('location')).toBe(`https://${APP}/.twofold/start?rd=%2Fx`);
    expect(answer.headers.has('remote-user')).toBe(false);
    const forNginx = await guest.ask(
      '/x',
      { ...headers, 'x-forwarded-method': method },
      '/forward-auth/nginx',
    );
    expect(forNginx.status).toBe(401);
    expect(forNginx.headers.get('location')).toBe(answer.headers.get('location'));
  });

  it('is counted by its reason, and names nobody', async () => {
    const { forwardAuthChecks } = await import('../../../src/forward-auth/forward-auth.metrics.js');
    const { values } = await forwardAuthChecks.get();
    expect(values.map(({ labels }) => labels.result)).toEqual(
      expect.arrayContaining(['success', 'not_authenticated', 'group_required', 'reauthentication_required']),
    );
    expect(JSON.stringify(values)).not.toContain(APP);
  });
});
