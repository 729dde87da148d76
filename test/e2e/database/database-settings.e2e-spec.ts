import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import { createBentDatabase } from '../../support/bent-database.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { expectUnavailable } from '../../support/outage.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import type { TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let app: TestApp;
let owner: Account;
let browser: Browser;

beforeAll(async () => {
  freezeClock();
  database = await createBentDatabase();
  app = await TestApp.start({ DATABASE_URL: database.url });
  owner = await app.verifiedAccount();
  browser = await owner.logIn();
  await owner.turnTwoFactorOn(browser);
});
afterAll(async () => {
  vi.useRealTimers();
  await app.stop();
  await database.drop();
});

describe('a database whose settings are others than we expect', () => {
  it('serves the guarded requests, and says the times that were written', async () => {
    const [session] = (await expectStatus(200, browser.get('/sessions'))).body;
    expect(session.createdAt).toBe(new Date().toISOString());
    await expectStatus(200, browser.get('/account/security-events'));
    advanceClock(120);
    await expectStatus(200, browser.get('/authentication'));
  });

  it('refreshes, and knows a used token again', async () => {
    const before = browser.copy();
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(200, before.post('/authentication/refresh'));
  });

  it('sends the mails', async () => {
    expect(await new Mailbox(app).to(owner.email, 'verify-email')).toHaveLength(1);
    expect(await new Mailbox(app).to(owner.email, 'two_factor_enabled')).toHaveLength(1);
  });

  it('takes four different backup codes at once', async () => {
    const pending = await Promise.all([1, 2, 3, 4].map(() => owner.logIn()));
    const answers = await Promise.all(
      pending.map((one, index) => one.post('/2fa/authenticate', { backupCode: owner.backupCodes[index] })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe.each([
  ['40001', 'a conflict'],
  ['40P01', 'a deadlock'],
])('work that PostgreSQL gives up (%s, %s) (ASVS 15.4.3)', (state) => {
  const users = async () => (await app.dataSource.query('SELECT count(*)::int AS count FROM users'))[0].count;

  /** Fails that often, whoever rolls back what: a sequence goes on counting. */
  async function fail(times: number, event: string): Promise<void> {
    await app.dataSource.query(`DROP SEQUENCE IF EXISTS failures`);
    await app.dataSource.query(`CREATE SEQUENCE failures`);
    await app.dataSource.query(`
      CREATE OR REPLACE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('failures') <= ${times} THEN RAISE EXCEPTION 'given up' USING ERRCODE = '${state}'; END IF;
        RETURN NULL; END $$`);
    await app.dataSource.query(
      `CREATE OR REPLACE TRIGGER give_up AFTER ${event} FOR EACH STATEMENT EXECUTE FUNCTION give_up()`,
    );
  }

  const mend = (table: string) => app.dataSource.query(`DROP TRIGGER give_up ON ${table}`);

  it('is done once more, whole, and only once', async () => {
    const before = await users();
    await fail(1, 'INSERT ON security_events');
    await app.account();
    await mend('security_events');
    expect(await users()).toBe(before + 1);
  });

  it('is a 503 when that fails, too, and nothing is half done', async () => {
    const before = await users();
    await fail(2, 'INSERT ON security_events');
    const body = { email: 'unlucky@example.com', password: owner.password };
    expectUnavailable(await app.browser().post('/authentication/register', body));
    await mend('security_events');
    expect(await users()).toBe(before);
  });

  it('is done once more where it is a single statement, too', async () => {
    await fail(1, 'INSERT ON password_reset_requests');
    await expectStatus(202, app.browser().post('/account/password-reset', { email: 'a@example.com' }));
    await mend('password_reset_requests');
  });
});
