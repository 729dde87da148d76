import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../support/account.js';
import { APP, forwardAuthVariables, Visitor, WIKI } from '../../support/protected-host.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const PUBLIC_URL = 'https://auth.example.com';

let app: TestApp;
let owner: Account;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  owner = await app.account();
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});

async function visitor(host = APP): Promise<Visitor> {
  await app.dataSource.query('DELETE FROM rate_limits');
  return new Visitor(app, host, await owner.logIn({ browser: app.browser() }));
}

/** As far as the code. */
async function withCode(guest: Visitor): Promise<string | null> {
  const started = await guest.start('/page');
  return (await guest.authorize(started.headers.get('location'))).headers.get('location');
}

const refused = { status: 400, body: expect.stringContaining('was used already, or has expired') };

describe('a code', () => {
  it('works once, however many redeem it at the same time', async () => {
    const guest = await visitor();
    const location = await withCode(guest);
    const answers = await Promise.all(Array.from({ length: 16 }, () => guest.callback(location)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      303,
      ...Array<number>(15).fill(400),
    ]);
    expect(answers.flatMap(({ cookies }) => cookies)).toHaveLength(1);
  });

  it.each([
    ['that was never there', () => Promise.resolve()],
    ['that has begun to log in there itself', (thief: Visitor) => thief.start()],
  ])('is worth nothing in another browser %s, and is used up by the try', async (_, prepare) => {
    const guest = await visitor();
    const location = await withCode(guest);
    const thief = new Visitor(app);
    await prepare(thief);
    expect(await thief.callback(location)).toMatchObject(refused);
    expect(await guest.callback(location)).toMatchObject(refused);
  });

  it('is made 120 times a minute for one account, and not once more (ASVS 2.3.2)', async () => {
    const guest = await visitor();
    const { headers } = await guest.start('/page');
    const authorize = async () => (await guest.authorize(headers.get('location'))).status;
    const statuses = await Promise.all(Array.from({ length: 120 }, authorize));
    expect(new Set(statuses)).toEqual(new Set([303]));
    expect(await authorize()).toBe(429);
  });

  it('is worth nothing on another host', async () => {
    const guest = await visitor();
    const location = await withCode(guest);
    const elsewhere = new Visitor(app, WIKI);
    guest.browser.cookies.forEach((value, name) => elsewhere.browser.cookies.set(name, value));
    expect(await elsewhere.callback(location)).toMatchObject(refused);
  });

  it('works for a minute', async () => {
    const guest = await visitor();
    const location = await withCode(guest);
    advanceClock(60);
    expect(await guest.callback(location)).toMatchObject(refused);
  });

  it('is gone when its session is', async () => {
    const guest = await visitor();
    const location = await withCode(guest);
    await guest.account.post('/authentication/log-out');
    expect(await guest.callback(location)).toMatchObject(refused);
  });

  it('that is none gets a page with a link, and no redirect that would go round and round', async () => {
    const answer = await (await visitor()).onHost('/.twofold/callback?code=<b>&code=2');
    expect(answer).toMatchObject(refused);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.body).toContain(`<a href="/">Continue to ${APP}</a>`);
    expect(answer.body).not.toContain('<b>');
  });

  it('is stored only as a hash', async () => {
    const guest = await visitor();
    const location = await withCode(guest);
    const code = new URL(location ?? '').searchParams.get('code') ?? '';
    const rows = await app.dataSource.query<object[]>('SELECT * FROM gate_codes');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(code, 'base64url').toString('hex'));
  });

  it('is made for hosts of the policy only', async () => {
    const { account } = await visitor();
    const state = 'a'.repeat(43);
    for (const host of ['evil.example', `${APP}@evil.example`, `evil.example/${APP}`, '']) {
      const query = new URLSearchParams({ host, state, rd: '/' }).toString();
      expect((await account.get(`/forward-auth/authorize?${query}`)).status).toBe(403);
    }
  });
});

describe('a gate', () => {
  it('closes with its session on all hosts, whoever ends it', async () => {
    const guest = await visitor();
    await guest.enter();
    const elsewhere = new Visitor(app, WIKI, guest.account);
    await elsewhere.enter();
    expect((await guest.account.post('/authentication/log-out')).status).toBe(204);
    expect([(await guest.ask()).status, (await elsewhere.ask()).status]).toEqual([401, 401]);
  });

  it('closes when the password changes', async () => {
    const account = await app.account();
    const guest = new Visitor(app, APP, await account.logIn({ browser: app.browser() }));
    await guest.enter();
    const body = { currentPassword: account.password, newPassword: 'another horse battery staple' };
    const other = await account.logIn({ browser: app.browser() });
    expect((await other.patch('/account/password', body)).status).toBeLessThan(300);
    expect((await guest.ask()).status).toBe(401);
  });

  it('ends with an idle session, which each question keeps awake', async () => {
    const guest = await visitor();
    await guest.enter();
    for (let minutes = 0; minutes < 120; minutes += 30) {
      advanceClock(30 * 60);
      expect((await guest.ask()).status).toBe(200);
    }
    advanceClock(3601);
    expect((await guest.ask()).status).toBe(401);
  });

  it('takes the place of the one before, which no copy lets in any more', async () => {
    const other = await TestApp.start({
      ...httpsEnvironment,
      ...forwardAuthVariables(),
      DATABASE_URL: app.dataSource.options['url' as never],
    });
    try {
      const guest = await visitor();
      await guest.enter();
      const cookie = `__Host-Gate=${guest.browser.cookies.get('__Host-Gate')}`;
      const elsewhere = new Visitor(other);
      const statuses = async () => [
        (await guest.ask('/', { cookie })).status,
        (await elsewhere.ask('/', { cookie })).status,
      ];
      expect(await statuses()).toEqual([200, 200]);
      await guest.enter();
      await vi.waitFor(async () => expect(await statuses()).toEqual([401, 401]), { timeout: 10_000 });
      expect((await guest.ask()).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  it('is never written by a question', async () => {
    const guest = await visitor();
    await guest.enter();
    expect((await guest.ask()).cookies).toEqual([]);
  });
});

describe('logging out on a protected host', () => {
  it('ends the whole session everywhere', async () => {
    const guest = await visitor();
    await guest.enter();
    const elsewhere = new Visitor(app, WIKI, guest.account);
    await elsewhere.enter();
    const answer = await guest.logOut();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `https://${APP}/`]);
    expect(guest.browser.cookies.size).toBe(0);
    expect((await elsewhere.ask()).status).toBe(401);
    expect((await guest.account.get('/authentication')).status).toBe(401);
    expect(await app.securityEvents(owner)).toContain('authn_logout');
  });

  it.each<Record<string, string>>([
    {},
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'same-site' },
    { origin: `https://${WIKI}`, 'sec-fetch-site': 'same-origin' },
    { origin: `http://${APP}` },
    { origin: `https://${WIKI}` },
    { origin: PUBLIC_URL },
    { 'sec-fetch-site': 'same-origin' },
  ])('is refused to a page of another origin: %j', async (headers) => {
    const guest = await visitor();
    await guest.enter();
    expect(await guest.logOut(headers)).toMatchObject({
      status: 403,
      body: { errorCode: 'CROSS_ORIGIN_REQUEST' },
    });
    expect((await guest.ask()).status).toBe(200);
  });

  it('opens nothing else to pages of protected hosts', async () => {
    const { account } = await visitor();
    const origin = `https://${APP}`;
    expect((await account.post('/authentication/log-out', undefined, { origin })).status).toBe(403);
  });
});
