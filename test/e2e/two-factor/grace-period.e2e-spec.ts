import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountGroupsService } from '../../../src/account/account-groups.service.js';
import { AccountListService } from '../../../src/account/account-list.service.js';
import { AccountOperationsService } from '../../../src/account/account-operations.service.js';
import { User } from '../../../src/index.js';
import { TwoFactorPolicy } from '../../../src/users/two-factor-policy.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const DAY = 86_400;

const required = { TWO_FACTOR_POLICY: 'required' };
const ofAdmins = { TWO_FACTOR_REQUIRED_GROUPS: 'admins,owners' };

let database: TestDatabase;
const apps: TestApp[] = [];

beforeEach(async () => {
  freezeClock();
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  await database.drop();
  vi.useRealTimers();
});

/** Of several in this process the guards of all are those of the last: requests go to that one. */
async function start(variables: Record<string, string>): Promise<TestApp> {
  const app = await TestApp.start({ DATABASE_URL: database.url, ...variables });
  apps.push(app);
  return app;
}

/** The same browser, as the other application sees it. */
function at(app: TestApp, { cookies }: Browser): Browser {
  const same = app.browser();
  cookies.forEach((value, name) => same.cookies.set(name, value));
  return same;
}

const dueAt = async (browser: Browser): Promise<string | null> =>
  (await expectStatus(200, browser.get('/authentication'))).body.twoFactorDueAt;

const isHeldUp = async (browser: Browser): Promise<boolean> => {
  const { status, body } = await browser.get('/sessions');
  return status === 403 && body.errorCode === 'TWO_FACTOR_ENROLMENT_REQUIRED';
};

describe('the grace period', () => {
  const tenDays = { ...required, TWO_FACTOR_GRACE_PERIOD: String(10 * DAY) };
  const inDays = (days: number) => new Date(Date.now() + days * DAY * 1000).toISOString();

  it('runs from the first log-in, and is the same at every later one', async () => {
    const app = await start(tenDays);
    const account = await app.account();
    const browser = app.browser();
    const { body } = await browser.post('/authentication/log-in', {
      email: account.email,
      password: account.password,
    });
    const due = inDays(10);
    expect(body.twoFactorDueAt).toBe(due);
    advanceClock(9 * DAY);
    expect(await dueAt(await account.logIn())).toBe(due);
    advanceClock(DAY);
    const late = await account.logIn();
    expect(await dueAt(late)).toBe(due);
    expect(await isHeldUp(late)).toBe(true);
  });

  it('runs from the first request of a session that is older than the policy', async () => {
    const before = await start({});
    const account = await before.account();
    const browser = await account.logIn({ rememberMe: true });
    expect(await dueAt(browser)).toBeNull();
    const after = await start(tenDays);
    const same = at(after, browser);
    expect(await dueAt(same)).toBe(inDays(10));
    const due = inDays(10);
    advanceClock(DAY);
    await expectStatus(200, same.post('/authentication/refresh'));
    expect(await dueAt(same)).toBe(due);
  });

  it('that is shortened from ten days to one counts at the next request', async () => {
    const long = await start(tenDays);
    const account = await long.account();
    const browser = await account.logIn({ rememberMe: true });
    expect(await isHeldUp(browser)).toBe(false);
    advanceClock(2 * DAY);
    const short = await start({ ...required, TWO_FACTOR_GRACE_PERIOD: String(DAY) });
    const same = at(short, browser);
    await expectStatus(200, same.post('/authentication/refresh'));
    expect(await dueAt(same)).toBe(inDays(-1));
    expect(await isHeldUp(same)).toBe(true);
  });

  it('is written by the first of many requests at once, and by no later one', async () => {
    const app = await start(tenDays);
    const account = await app.account();
    const policy = app.app.get(TwoFactorPolicy);
    const stale = await app.dataSource.getRepository(User).findOneByOrFail({ email: account.email });
    const { manager } = app.dataSource;
    const due = inDays(10);
    await Promise.all(Array.from({ length: 20 }, () => policy.begin(manager, { ...stale })));
    advanceClock(DAY);
    await policy.begin(manager, { ...stale });
    expect(await dueAt(await account.logIn())).toBe(due);
  });

  it('that has begun elsewhere is heard of by sessions that are remembered', async () => {
    const app = await start(ofAdmins);
    const account = await app.account();
    const browser = await account.logIn();
    expect(await dueAt(browser)).toBeNull();
    const [user] = await app.dataSource.query(
      `UPDATE users SET groups = '{admins}' WHERE email = $1 RETURNING id, groups`,
      [account.email],
    );
    const { manager } = app.dataSource;
    await app.app.get(TwoFactorPolicy).begin(manager, { ...user[0], twoFactorRequiredSince: null });
    expect(await dueAt(browser)).toBe(new Date().toISOString());
  });

  it('does not begin for who has left the group while a request was under way', async () => {
    const app = await start(ofAdmins);
    const account = await app.account();
    const user = await app.dataSource.getRepository(User).findOneByOrFail({ email: account.email });
    const stale = { ...user, groups: ['admins'] };
    await app.app.get(TwoFactorPolicy).begin(app.dataSource.manager, stale);
    const [row] = await app.dataSource.query(
      'SELECT two_factor_required_since AS since FROM users WHERE id = $1',
      [user.id],
    );
    expect([row.since, stale.twoFactorRequiredSince]).toEqual([null, null]);
  });

  it('begins anew only for who has left the group, by a copy that knows the policy', async () => {
    const without = await start({});
    const withPolicy = await start({ ...ofAdmins, TWO_FACTOR_GRACE_PERIOD: String(DAY) });
    const account = await withPolicy.account();
    const groupsOf = (app: TestApp) => app.app.get(AccountGroupsService);
    await groupsOf(withPolicy).add(account.email, 'admins');
    const due = inDays(1);
    expect(await dueAt(await account.logIn())).toBe(due);
    advanceClock(3600);
    await groupsOf(without).remove(account.email, 'admins');
    await groupsOf(withPolicy).add(account.email, 'admins');
    expect(await dueAt(await account.logIn())).toBe(due);
    // Somebody who is still held to it by another group.
    await groupsOf(withPolicy).add(account.email, 'owners');
    await groupsOf(withPolicy).remove(account.email, 'admins');
    expect(await dueAt(await account.logIn())).toBe(due);
    await groupsOf(withPolicy).remove(account.email, 'owners');
    expect(await dueAt(await account.logIn())).toBeNull();
    await groupsOf(withPolicy).add(account.email, 'admins');
    expect(await dueAt(await account.logIn())).toBe(inDays(1));
  });
});

it('the operator sees who is held up: by a count, and by name', async () => {
  const app = await start({ ...ofAdmins, TWO_FACTOR_GRACE_PERIOD: '60' });
  const accounts = await Promise.all(Array.from({ length: 5 }, () => app.account()));
  const [late, disabled, enrolled, outside, never] = accounts as [
    Account,
    Account,
    Account,
    Account,
    Account,
  ];
  for (const { email } of [late, disabled, enrolled, never]) {
    await app.app.get(AccountGroupsService).add(email, 'admins');
  }
  await enrolled.turnTwoFactorOn(await enrolled.logIn());
  await Promise.all([late, disabled, outside].map((account) => account.logIn()));
  const count = () => app.app.get(TwoFactorPolicy).countOverdue();
  expect(await count()).toBe(0);
  const due = new Date(Date.now() + 60_000);
  advanceClock(60);
  expect(await count()).toBe(2);
  await app.app.get(AccountOperationsService).disable(disabled.email);
  expect(await count()).toBe(1);

  const listed = new Map<string, Date | null>();
  for await (const { email, twoFactorDueAt } of app.app.get(AccountListService).all()) {
    listed.set(email, twoFactorDueAt);
  }
  expect(accounts.map(({ email }) => listed.get(email))).toEqual([
    due,
    due,
    null,
    null,
    // Its time has not begun to run.
    new Date(Date.now() + 60_000),
  ]);
});
