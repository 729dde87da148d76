import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../support/account.js';
import { APP, forwardAuthVariables, navigation, Visitor, WIKI } from '../../support/protected-host.js';
import { sendAsProxy } from '../../support/proxy-request.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';
import { freezeClock } from '../../support/test-clock.js';

let app: TestApp;
let owner: Account;
let guest: Visitor;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  owner = await app.account();
  guest = new Visitor(app, APP, await owner.logIn({ browser: app.browser() }));
  await guest.enter();
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});

const endpoints = ['/forward-auth', '/forward-auth/nginx'];

describe('the question of a proxy', () => {
  it.each<[string, Record<string, string>]>([
    ['no method', { 'x-forwarded-method': '' }],
    ['a method in lower case', { 'x-forwarded-method': 'foo' }],
    ['a method that is too long', { 'x-forwarded-method': 'A'.repeat(21) }],
    ['no scheme', { 'x-forwarded-proto': '' }],
    ['two schemes', { 'x-forwarded-proto': 'https, http' }],
    ['another scheme', { 'x-forwarded-proto': 'javascript' }],
    ['no host', { 'x-forwarded-host': '' }],
    ['two hosts', { 'x-forwarded-host': `${APP}, evil.example` }],
    ['no path', { 'x-forwarded-uri': '' }],
  ])('with %s is malformed', async (_, headers) => {
    for (const endpoint of endpoints) {
      const answer = await guest.ask('/', { ...navigation, ...headers }, endpoint);
      expect(answer).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
      expect(answer.headers.has('location')).toBe(false);
      expect(answer.headers.has('remote-user')).toBe(false);
    }
  });

  it('about an unknown host is refused', async () => {
    for (const host of ['other.example.com', 'auth.example.com', `${APP}.evil.example`, `${APP}:8443`]) {
      const answer = await guest.ask('/', { 'x-forwarded-host': host });
      expect(answer).toMatchObject({ status: 403, body: { errorCode: 'UNKNOWN_HOST' } });
    }
  });

  it.each(['APP.Example.com', 'app.example.com.', 'APP.Example.com.:443'])(
    'about %s is about the same host in every spelling: CVE-2026-48794',
    async (host) => {
      expect((await guest.ask('/', { 'x-forwarded-host': host })).status).toBe(200);
      expect((await guest.ask('/admin/', { 'x-forwarded-host': host })).status).toBe(403);
    },
  );

  it('believes no cookie over plain http', async () => {
    expect((await guest.ask('/', { 'x-forwarded-proto': 'http' })).status).toBe(401);
    expect((await guest.ask('/', { 'x-forwarded-proto': 'wss' })).status).toBe(200);
  });

  it('is not steered by a query that Caddy appends, nor by headers of the visitor', async () => {
    const lies = {
      'x-original-uri': '/assets/x',
      'x-original-url': `https://${APP}/assets/x`,
      'x-rewrite-url': '/assets/x',
      'remote-user': 'admin',
      remote_user: 'admin',
      authorization: 'Bearer x',
    };
    const stranger = new Visitor(app);
    const path = '/forward-auth?uri=/assets/x&rd=https://evil.example&X-Forwarded-Uri=/assets/x';
    const answer = await stranger.ask('/', lies, path);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('location')).toBe(`https://${APP}/.twofold/start?rd=%2F`);
  });

  it('leads nowhere else, whatever the path (ASVS 3.7.2)', async () => {
    for (const uri of [
      '//evil.example',
      '/\\evil.example',
      '@evil.example',
      '.evil.example',
      'https://evil.example/',
    ]) {
      const { headers, status } = await new Visitor(app).navigate(uri);
      expect([status, headers.get('location')]).toEqual([302, `https://${APP}/.twofold/start?rd=%2F`]);
    }
  });

  it('for a WebSocket is answered as any other, which Caddy passes on as it is', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    expect((await guest.ask('/', upgrade)).status).toBe(200);
    expect((await new Visitor(app).ask('/', upgrade)).status).toBe(401);
  });
});

describe('a gate cookie', () => {
  it.each(['x', 'j:{"a":1}', 's:x.y', '%', '../..', 'a'.repeat(43), 'a'.repeat(4000)])(
    'that is %j is nobody’s',
    async (value) => {
      for (const endpoint of endpoints) {
        const answer = await new Visitor(app).ask('/', { cookie: `__Host-Gate=${value}` }, endpoint);
        expect(answer.status).toBe(401);
      }
    },
  );

  it('opens no other host, and nothing of the API (ASVS 3.5.4)', async () => {
    const gate = guest.browser.cookies.get('__Host-Gate') ?? '';
    const elsewhere = new Visitor(app, WIKI);
    expect((await elsewhere.ask('/', { cookie: `__Host-Gate=${gate}` })).status).toBe(401);
    for (const name of ['__Host-Authentication', '__Host-Gate']) {
      const api = app.browser();
      api.cookies.set(name, gate);
      expect((await api.get('/authentication')).status).toBe(401);
    }
  });

  it('is another than those of PUBLIC_URL, which open no gate', async () => {
    const cookie = [...guest.account.cookies].map((pair) => pair.join('=')).join('; ');
    expect((await new Visitor(app).ask('/', { cookie })).status).toBe(401);
    const token = guest.account.cookies.get('__Host-Authentication');
    expect((await new Visitor(app).ask('/', { cookie: `__Host-Gate=${token}` })).status).toBe(401);
  });
});

describe('an answer on a host that is not ours', () => {
  it('says nothing about its subdomains, and has no id of ours', async () => {
    for (const answer of [await guest.ask(), await guest.start()]) {
      expect(answer.headers.has('strict-transport-security')).toBe(false);
      expect(answer.headers.has('x-request-id')).toBe(false);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });
});

it('the start warns of what an application may trust too much: unconfirmed addresses, tokens past the policy', async () => {
  const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  const warned = async (variables: Record<string, string>) => {
    warn.mockClear();
    await (await TestApp.start({ ...forwardAuthVariables(), ...variables })).stop();
    return warn.mock.calls
      .map(([text]) => String(text))
      .filter((text) => /TOKEN_AUD|Remote-Email/.test(text));
  };
  expect(await warned({ EMAIL_VERIFICATION: 'required', TOKEN_AUDIENCES: 'https://api.example' })).toEqual(
    [],
  );
  expect(await warned({ TOKEN_AUDIENCES: `https://api.example, https://${APP}` })).toEqual([
    expect.stringContaining('Remote-Email may be an address that nobody has confirmed'),
    expect.stringContaining(`TOKEN_AUDIENCES has https://${APP}`),
  ]);
  warn.mockRestore();
});

describe('who is no proxy of TRUSTED_PROXIES', () => {
  it('is refused by the address of the connection, and not by what it says: CVE-2026-40575', async () => {
    const elsewhere = await TestApp.start({ ...forwardAuthVariables(), TRUSTED_PROXIES: '10.0.0.0/8' });
    try {
      const lies = { 'x-forwarded-for': '10.0.0.1' };
      for (const endpoint of [...endpoints, '/.twofold/start', '/.twofold/callback?code=x']) {
        const answer = await new Visitor(elsewhere).ask('/assets/x', lies, endpoint);
        expect(answer).toMatchObject({ status: 403, body: { errorCode: 'UNTRUSTED_PROXY' } });
      }
    } finally {
      await elsewhere.stop();
    }
  });

  it('finds none of the routes where there is no policy', async () => {
    const without = await TestApp.start();
    try {
      for (const path of [...endpoints, '/.twofold/start', '/forward-auth/authorize']) {
        expect((await sendAsProxy(new URL(path, without.url), {})).status).toBe(404);
      }
    } finally {
      await without.stop();
    }
  });
});
