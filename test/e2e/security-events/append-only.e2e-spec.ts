import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateCommands } from '../../../src/cli/migrate.commands.js';
import { grantToApi } from '../../../src/database/api-role.js';
import { HousekeepingService } from '../../../src/maintenance/housekeeping.service.js';
import { expectStatus, PASSWORD } from '../../support/account.js';
import { TestApp } from '../../support/test-app.js';
import { testEnvironment } from '../../support/test-environment.js';
import { useTestApp } from '../../support/use-test-app.js';

let app: TestApp;

useTestApp((started) => (app = started));

interface EventRow {
  id: string;
  type: string;
  user_id: string | null;
  former_user: string | null;
  ip: string;
  user_agent: string;
}

const eventsAfter = (id: string) =>
  app.dataSource.query<EventRow[]>('SELECT * FROM security_events WHERE id > $1 ORDER BY id', [id]);

async function lastEvent(): Promise<string> {
  const [row] = await app.dataSource.query('SELECT coalesce(max(id), 0) AS id FROM security_events');
  return row.id as string;
}

describe('security events of an account that was deleted', () => {
  it('stay, under one pseudonym, without its id, addresses and browsers (ASVS 16.4.2)', async () => {
    const before = await lastEvent();
    const owner = await app.account();
    const browser = await owner.logIn();
    const { id } = (await browser.get('/authentication')).body;
    await expectStatus(204, browser.delete('/account', { password: PASSWORD }));
    const events = await eventsAfter(before);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['user_created', 'authn_login_success', 'user_deleted']),
    );
    const [{ former_user: pseudonym }] = events as [EventRow];
    expect(pseudonym).toMatch(/^[\w-]{22}$/);
    for (const event of events) {
      expect(event).toMatchObject({ user_id: null, former_user: pseudonym, ip: '', user_agent: '' });
    }
    expect(JSON.stringify(events)).not.toContain(id);

    const other = await app.account();
    await expectStatus(204, (await other.logIn()).delete('/account', { password: PASSWORD }));
    expect((await eventsAfter(before)).at(-1)?.former_user).not.toBe(pseudonym);
  });

  it('stay also where somebody deletes the row by hand', async () => {
    const owner = await app.account();
    await owner.logIn();
    const before = await lastEvent();
    await app.dataSource.query('DELETE FROM users WHERE email = $1', [owner.email]);
    expect(await lastEvent()).toBe(before);
    expect(await app.dataSource.query('SELECT user_id FROM security_events WHERE id = $1', [before])).toEqual(
      [{ user_id: null }],
    );
  });
});

describe('a role that owns no table', () => {
  const role = `api_${randomUUID().replaceAll('-', '')}`;
  let served: TestApp;
  let asRole: pg.Client;

  beforeAll(async () => {
    await app.dataSource.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    const [migrate] = migrateCommands;
    expect(await migrate?.runOn(app.dataSource, [], testEnvironment(), { grant: role, json: true })).toBe(0);
    const url = new URL((app.dataSource.options as { url: string }).url);
    [url.username, url.password] = [role, 'secret'];
    asRole = new pg.Client({ connectionString: url.href, options: '-c search_path=twofold' });
    await asRole.connect();
    served = await TestApp.start({ DATABASE_URL: url.href });
  });
  afterAll(async () => {
    await served.stop();
    await asRole.end();
    await app.dataSource.query(`DROP OWNED BY ${role}`);
    await app.dataSource.query(`DROP ROLE ${role}`);
  });

  it('serves: two factors, a refresh, the end of an account, and housekeeping (ASVS 13.2.2)', async () => {
    const owner = await served.account();
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    const other = await owner.logInWithCode({ trustDevice: true, rememberMe: true });
    await expectStatus(200, other.post('/authentication/refresh'));
    await expectStatus(202, browser.post('/account/password-reset', { email: owner.email }));
    const { items } = (await expectStatus(200, browser.get('/account/security-events'))).body;
    expect(items.length).toBeGreaterThan(3);
    await app.dataSource.query('UPDATE security_events SET at = to_timestamp(0) WHERE id = $1', [
      items[0].id,
    ]);
    await served.app.get(HousekeepingService).run();
    const left = await eventsAfter('0');
    expect(left.map(({ id }) => id)).not.toContain(items[0].id);
    await expectStatus(204, browser.delete('/account', { password: PASSWORD }));
    expect((await eventsAfter('0')).at(-1)).toMatchObject({ user_id: null, ip: '' });
  });

  it.each([
    `UPDATE security_events SET type = 'x'`,
    'DELETE FROM security_events',
    'TRUNCATE security_events',
    'DROP TABLE security_events',
    'ALTER TABLE security_events DISABLE TRIGGER ALL',
    'DELETE FROM migrations',
    'CREATE TABLE twofold.mine ()',
    'CREATE ROLE mine',
    'DROP FUNCTION keep_security_events() CASCADE',
  ])('may not: %s (ASVS 13.2.2, 16.4.2)', async (statement) => {
    await expect(asRole.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('lets nothing of the last day expire (ASVS 16.4.2)', async () => {
    await (await served.account()).logIn();
    const before = await eventsAfter('0');
    await asRole.query(`SELECT expire_security_events(now() + interval '100 years', 1000)`);
    expect(await eventsAfter('0')).toEqual(before);
  });

  it('is another one than the owner, and there', async () => {
    const { username } = new URL((app.dataSource.options as { url: string }).url);
    await expect(grantToApi(app.dataSource, username)).rejects.toThrow(/owns the tables/);
    await expect(grantToApi(app.dataSource, 'nobody"x')).rejects.toThrow(/has no role "nobody"x"/);
  });
});
