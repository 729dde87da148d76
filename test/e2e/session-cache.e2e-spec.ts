import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountOperationsService } from '../../src/account/account-operations.service.js';
import { SessionCache } from '../../src/authentication/sessions/session-cache.js';
import { UserChangesListener } from '../../src/users/user-changes.listener.js';
import { claimsOf } from '../support/access-token.js';
import { type Account, expectStatus } from '../support/account.js';
import type { Browser } from '../support/browser.js';
import { TestApp } from '../support/test-app.js';

const readsSession = (sql: string) => /FROM sessions s JOIN users u/.test(sql);

describe('the session cache', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start();
    await vi.waitUntil(() => app.app.get(UserChangesListener).isReliable);
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
      await app.dataSource.query(`SELECT pg_notify('user_changes', $1)`, [sub]);
      await vi.waitUntil(() => forgetUser.mock.calls.flat().includes(sub), { interval: 1 });
    });
    expect(await answer()).toBe(200);
    expect(await answer()).toBe(401);
  });

  it.each(['revokeSessions', 'disable', 'delete', 'resetTwoFactor'] as const)(
    'hears of what the operator does: %s',
    async (operation) => {
      expect(await answer()).toBe(200);
      const query = vi.spyOn(app.dataSource, 'query');
      expect(await answer()).toBe(200);
      expect(query).not.toHaveBeenCalled();
      await app.app.get(AccountOperationsService)[operation](owner.email);
      expect(await answer()).toBe(401);
    },
  );
});
