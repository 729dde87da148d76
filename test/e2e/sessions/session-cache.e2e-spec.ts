import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountOperationsService } from '../../../src/account/account-operations.service.js';
import { SessionCache } from '../../../src/sessions/session-cache.js';
import { UserChangesListener } from '../../../src/users/user-changes.listener.js';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';

const readsSession = (sql: string) => /FROM sessions s JOIN users u/.test(sql);

describe('the session cache', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start();
    await vi.waitUntil(() => app.app.get(UserChangesListener).isReliable, { timeout: 10_000 });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.account();
    browser = await owner.logIn();
  });
  afterEach(() => void vi.restoreAllMocks());

  const answer = async (there = browser) => (await there.get('/authentication')).status;

  /** Runs `change` between the answer of the database to the next guarded request, and the request's use of it. */
  function changeWhileAsking(change: () => Promise<unknown>): void {
    const query = app.dataSource.query.bind(app.dataSource);
    const spy = vi.spyOn(app.dataSource, 'query').mockImplementation(async (sql, ...rest) => {
      const rows = await query(sql, ...rest);
      if (readsSession(sql)) {
        spy.mockRestore();
        await change();
      }
      return rows;
    });
  }

  it('answers without a query, and asks again after a change', async () => {
    expect(await answer()).toBe(200);
    const query = vi.spyOn(app.dataSource, 'query');
    expect(await answer()).toBe(200);
    expect(query.mock.calls.filter(([sql]) => readsSession(sql))).toEqual([]);
    await owner.turnTwoFactorOn(browser);
    query.mockClear();
    expect(await answer()).toBe(200);
    expect(query.mock.calls.filter(([sql]) => readsSession(sql))).toHaveLength(1);
  });

  it('does not remember what was true when it asked and not any more when it was answered', async () => {
    changeWhileAsking(() => expectStatus(204, browser.copy().post('/authentication/log-out')));
    // It was alive when the request came.
    expect(await answer()).toBe(200);
    expect(await answer()).toBe(401);
  });

  it('nor when another process has changed it in the meantime', async () => {
    const { sub, sid } = claimsOf(browser);
    const cache = app.app.get<{ forgetUser(userId: string): void }>(SessionCache);
    const forgetUser = vi.spyOn(cache, 'forgetUser');
    changeWhileAsking(async () => {
      await app.dataSource.query('DELETE FROM sessions WHERE id = $1', [sid]);
      await app.dataSource.query(`SELECT pg_notify('twofold_user_changes', $1)`, [sub]);
      await vi.waitUntil(() => forgetUser.mock.calls.flat().includes(sub), { timeout: 10_000, interval: 1 });
    });
    expect(await answer()).toBe(200);
    expect(await answer()).toBe(401);
  });

  it('nor when the connection that hears was lost, and found again, in the meantime', async () => {
    const { sid } = claimsOf(browser);
    const listener = app.app.get(UserChangesListener);
    changeWhileAsking(async () => {
      await app.dataSource.query(`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query ~ '^(LISTEN|SHOW transaction_read_only$)'`);
      await vi.waitUntil(() => !listener.isReliable, { timeout: 10_000, interval: 1 });
      await app.dataSource.query('DELETE FROM sessions WHERE id = $1', [sid]);
      await vi.waitUntil(() => listener.isReliable, { timeout: 5000 });
    });
    expect(await answer()).toBe(200);
    expect(await answer()).toBe(401);
  });

  it('remembers nothing while it cannot hear', async () => {
    vi.spyOn(app.app.get(UserChangesListener), 'isReliable', 'get').mockReturnValue(false);
    expect(await answer()).toBe(200);
    await app.dataSource.query('DELETE FROM sessions WHERE id = $1', [claimsOf(browser).sid]);
    expect(await answer()).toBe(401);
  });

  it.each(['revokeSessions', 'disable', 'delete', 'resetTwoFactor'] as const)(
    'hears of what the operator does: %s',
    async (operation) => {
      expect(await answer()).toBe(200);
      const query = vi.spyOn(app.dataSource, 'query');
      expect(await answer()).toBe(200);
      expect(query.mock.calls.filter(([sql]) => readsSession(sql))).toEqual([]);
      await app.app.get(AccountOperationsService)[operation](owner.email);
      expect(await answer()).toBe(401);
    },
  );

  /** What ends the session of `other`, or gives the one of `browser` another id; each for the reason that it names. */
  const endings: Record<string, (other: Browser) => Promise<unknown>> = {
    'its own log-out': (other) => other.copy().post('/authentication/log-out'),
    'a log-out by the refresh token alone': (other) =>
      other.copyOnly('Refresh').post('/authentication/log-out'),
    'another log-in in its browser': (other) => owner.logIn({ browser: other.copy() }),
    'DELETE /sessions/:id': (other) => browser.delete(`/sessions/${claimsOf(other).sid}`),
    'DELETE /sessions': () => browser.delete('/sessions'),
    'a new password': () =>
      browser.patch('/account/password', {
        currentPassword: owner.password,
        newPassword: 'another horse battery staple',
      }),
    'a refresh token that somebody made up': (other) => {
      const thief = other.copyOnly('Refresh');
      thief.cookies.set('Refresh', `${thief.cookies.get('Refresh')?.slice(0, 22)}${'A'.repeat(43)}`);
      return thief.post('/authentication/refresh');
    },
    'the deletion of the account': () => browser.delete('/account', { password: owner.password }),
    'a new proof of its factors': (other) =>
      other.copy().post('/authentication/reauthenticate', { password: owner.password }),
  };

  it.each(Object.entries(endings))('hears of %s', async (_, end) => {
    const other = await owner.logIn();
    expect(await answer(other)).toBe(200);
    const query = vi.spyOn(app.dataSource, 'query');
    expect(await answer(other)).toBe(200);
    expect(query.mock.calls.filter(([sql]) => readsSession(sql))).toEqual([]);
    await end(other);
    expect(await answer(other)).toBe(401);
  });

  it('hears of the second step of a log-in, and of the end of its tries', async () => {
    await owner.turnTwoFactorOn(browser);
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const [right, hopeless] = [await owner.logIn(), await owner.logIn()];
    const refusalOf = async (pending: Browser) => (await pending.get('/authentication')).body.errorCode;
    expect([await refusalOf(right), await refusalOf(hopeless)]).toEqual(
      Array(2).fill('SECOND_FACTOR_REQUIRED'),
    );
    await expectStatus(
      200,
      right.copy().post('/2fa/authenticate', { backupCode: owner.backupCodes[0] as string }),
    );
    for (let attempt = 0; attempt < 5; attempt++) {
      await expectStatus(401, hopeless.copy().post('/2fa/authenticate', wrong));
    }
    expect([await refusalOf(right), await refusalOf(hopeless)]).toEqual(Array(2).fill('NOT_AUTHENTICATED'));
  });
});
