import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operations } from '../../fuzz/openapi-operations.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';

let app: TestApp;
/** Whose account the tab still shows. */
let shown: string;
let owner: Account;
let browser: Browser;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start();
  shown = await idOf(await (await app.account()).logIn());
  owner = await app.account();
  browser = await owner.logIn();
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});

async function idOf(session: Browser): Promise<string> {
  return (await expectStatus(200, session.get('/authentication'))).body.id;
}

/** Everything that is stored, by table; but for the signs of life that the process gives every 5 seconds. */
async function stored(): Promise<Record<string, unknown[]>> {
  await new Mailbox(app).settle();
  const tables = await app.dataSource.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_stat_user_tables WHERE relname <> 'running_copies'`,
  );
  const rowsOf = async (name: string) =>
    [name, await app.dataSource.query<unknown[]>(`SELECT * FROM "${name}" t ORDER BY t::text`)] as const;
  return Object.fromEntries(await Promise.all(tables.map(({ name }) => rowsOf(name))));
}

function expectOtherUser({ status, body, cookies }: Answer): void {
  expect({ status, errorCode: body.errorCode, cookies }).toEqual({
    status: 409,
    errorCode: 'OTHER_USER',
    cookies: [],
  });
}

const changing = operations.filter(({ method }) => method !== 'GET');
const code = { twoFactorAuthenticationCode: '000000' };
/** Bodies that would do something. */
const bodies: Record<string, () => object> = {
  'POST /authentication/register': () => ({ email: 'new@example.com', password: PASSWORD }),
  'POST /authentication/log-in': () => ({ email: owner.email, password: PASSWORD }),
  'POST /authentication/reauthenticate': () => ({ password: PASSWORD }),
  'POST /account/password-reset': () => ({ email: owner.email }),
  'POST /2fa/authenticate': () => code,
  'POST /2fa/turn-on': () => code,
  'PATCH /account/password': () => ({ currentPassword: PASSWORD, newPassword: `${PASSWORD} too` }),
  'PATCH /account/email': () => ({ email: 'another@example.com' }),
  'DELETE /account': () => ({ password: PASSWORD }),
};

describe('a changing request for another user than the session is of', () => {
  it.each(changing)('is a 409 that changes nothing: $name', async ({ name, method, path }) => {
    const before = await stored();
    const answer = await browser.request(method, path.replace(/\{\w+\}/, randomUUID()), {
      body: bodies[name]?.(),
      headers: { 'x-user-id': shown },
    });
    expectOtherUser(answer);
    expect(await stored()).toEqual(before);
    await expectStatus(200, browser.get('/authentication'));
  });

  it('is one also where the access token is gone or expired', async () => {
    const refreshOnly = browser.copyOnly('Refresh');
    for (const path of ['/authentication/log-out', '/authentication/refresh']) {
      expectOtherUser(await refreshOnly.post(path, undefined, { 'x-user-id': shown }));
    }
    await expectStatus(200, browser.get('/authentication'));
  });

  it('is one in the middle of a log-in, and costs no try of a code', async () => {
    const other = await app.account();
    await other.turnTwoFactorOn(await other.logIn());
    const pending = await other.logIn();
    const before = await stored();
    for (let attempt = 0; attempt < 12; attempt++) {
      expectOtherUser(
        await pending.post(
          '/2fa/authenticate',
          { twoFactorAuthenticationCode: await other.wrongCode() },
          { 'x-user-id': shown },
        ),
      );
    }
    // Nor are they told what else is missing.
    expectOtherUser(await pending.post('/2fa/turn-off', code, { 'x-user-id': shown }));
    expect(await stored()).toEqual(before);
    const twoFactorAuthenticationCode = await other.code();
    await expectStatus(200, pending.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
  });
});

describe('X-User-Id', () => {
  it.each(['', 'x', '*', 'undefined', `${randomUUID()},${randomUUID()}`, `${randomUUID()}0`])(
    'of %j is a 400, with a session and without',
    async (value) => {
      for (const who of [browser, app.browser()]) {
        const answer = await who.post('/account/email-verification', undefined, { 'x-user-id': value });
        expect(answer).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
      }
    },
  );

  it("lets through what is for the session's own user, however its id is written", async () => {
    const session = await owner.logIn();
    const id = await idOf(session);
    for (const value of [id, id.toUpperCase()]) {
      const headers = { 'x-user-id': value };
      await expectStatus(202, session.post('/account/email-verification', undefined, headers));
      await expectStatus(200, session.post('/authentication/refresh', undefined, headers));
    }
    await expectStatus(
      200,
      session.copyOnly('Refresh').post('/authentication/refresh', undefined, { 'x-user-id': id }),
    );
    await expectStatus(204, session.post('/authentication/log-out', undefined, { 'x-user-id': id }));
  });

  it('says nothing to who only reads', async () => {
    for (const value of [shown, 'x']) {
      await expectStatus(200, browser.request('GET', '/authentication', { headers: { 'x-user-id': value } }));
    }
  });

  it('is of no account without a session, or after its end', async () => {
    const ended = await owner.logIn();
    const copy = ended.copy();
    await expectStatus(204, ended.post('/authentication/log-out'));
    const headers = { 'x-user-id': shown };
    for (const who of [copy, app.browser()]) {
      expect((await who.post('/2fa/generate', undefined, headers)).status).toBe(401);
      expect((await who.copy().post('/authentication/refresh', undefined, headers)).status).toBe(401);
      await expectStatus(204, who.copy().post('/authentication/log-out', undefined, headers));
    }
  });
});
