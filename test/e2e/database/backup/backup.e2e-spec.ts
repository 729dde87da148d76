import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp } from '../../../../src/database/backup/backup.writer.js';
import { restore } from '../../../../src/database/backup/restore.js';
import { connectDataSource, openDataSource } from '../../../../src/database/open-data-source.js';
import { accountWithTwoFactor } from '../../../support/two-factor-account.js';
import { TestApp } from '../../../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../../support/test-database.js';

const BEGUN = new Date('2026-11-27T00:00:00Z');

describe('a backup', () => {
  let app: TestApp;
  let backup: string;
  const opened: { dataSource: DataSource; database: TestDatabase }[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    await accountWithTwoFactor(app);
    await app.browser().post('/account/password-reset', { email: 'nobody@example.com' });
    backup = await linesOf(app.dataSource);
  });
  afterAll(async () => {
    for (const { dataSource, database } of opened) {
      await dataSource.destroy();
      await database.drop();
    }
    await app.stop();
  });

  async function linesOf(dataSource: DataSource): Promise<string> {
    const chunks: string[] = [];
    for await (const chunk of backUp(dataSource, BEGUN)) {
      chunks.push(chunk);
    }
    return chunks.join('');
  }

  /** @param isMigrated as by the start of a server. */
  async function emptyDatabase(isMigrated = false): Promise<DataSource> {
    const database = await createTestDatabase();
    const settings = { databaseUrl: database.url, dataDirectory: '/nonexistent' };
    const dataSource = await (isMigrated ? openDataSource(settings) : connectDataSource(settings));
    opened.push({ dataSource, database });
    return dataSource;
  }

  async function restoreInto(dataSource: DataSource, text: string): Promise<unknown> {
    async function* lines() {
      yield* text.split('\n').slice(0, -1);
    }
    return restore(dataSource, [], lines());
  }

  function withoutTimes(text: string): string[] {
    return text.split('\n').toSorted();
  }

  it('of what was restored is the same, also where a server had made the tables', async () => {
    for (const isMigrated of [false, true]) {
      const target = await emptyDatabase(isMigrated);
      await restoreInto(target, backup);
      expect(withoutTimes(await linesOf(target))).toEqual(withoutTimes(backup));
    }
  });

  it('goes on numbering where it was, and keeps foreign keys', async () => {
    const target = await emptyDatabase();
    await restoreInto(target, backup);
    const insert = `INSERT INTO security_events (user_id, type, at, ip, user_agent) VALUES ($1, 'x', now(), '', '') RETURNING id`;
    const [last] = await target.query('SELECT max(id) AS id FROM security_events');
    const [[{ id }]] = [await target.query(insert, [null])];
    expect(Number(id)).toBeGreaterThan(Number(last.id));
    await expect(target.query(insert, [randomUUID()])).rejects.toThrow('security_events_user_id_fkey');
  });

  it('of an older release gets the migrations since', async () => {
    const older = await emptyDatabase();
    await restoreInto(older, backup);
    await older.query('DROP TABLE invitations');
    await older.query(`DELETE FROM migrations WHERE name LIKE 'Invitations%'`);
    const target = await emptyDatabase();
    await restoreInto(target, await linesOf(older));
    expect(await target.query('SELECT * FROM invitations')).toEqual([]);
    expect(await target.query('SELECT email FROM users')).toHaveLength(1);
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const chunks: string[] = [];
    for await (const chunk of backUp(app.dataSource, BEGUN)) {
      chunks.push(chunk);
      if (chunks.length === 1) {
        const other = await accountWithTwoFactor(app);
        await app.dataSource.query('DELETE FROM users WHERE email = $1', [other.email]);
        await accountWithTwoFactor(app);
      }
    }
    const target = await emptyDatabase();
    await restoreInto(target, chunks.join(''));
    expect(await target.query('SELECT FROM users')).toHaveLength(1);
  });

  it.each([
    [
      'that ends early',
      (text: string) => text.slice(0, text.lastIndexOf('{"end"')),
      'it was not saved whole',
    ],
    [
      'that ends in a row',
      (text: string) => text.split('\n').slice(0, 5).join('\n'),
      'it was not saved whole',
    ],
    ['with a changed row', (text: string) => text.replace(/"email":"[^"]*"/, '"email":'), 'type json'],
    ['without a table', (text: string) => text.replace(/^\{"table":"users".*\n.*\n/m, ''), 'damaged'],
    [
      'of a newer release',
      (text: string) => text.replace('Passkeys1795800010000', 'Wings2'),
      'a newer release',
    ],
    ['in a newer format', (text: string) => text.replace('"version":1', '"version":2'), 'a newer release'],
    ['that is none', () => 'CREATE TABLE users;\n', 'is not what "twofold backup" writes'],
    ['that is empty', () => '', 'is not what "twofold backup" writes'],
  ])('%s is refused in a sentence, and the database is as it was', async (_, change, reason) => {
    const target = await emptyDatabase(true);
    const text = change(backup);
    expect(text).not.toBe(backup);
    await expect(restoreInto(target, text)).rejects.toThrow(reason);
    expect(await target.query('SELECT FROM users')).toEqual([]);
    const [{ count }] = await target.query('SELECT count(*)::int FROM migrations');
    expect(count).toBeGreaterThan(10);
  });

  it('is not restored over what there is', async () => {
    const target = await emptyDatabase();
    await restoreInto(target, backup);
    await expect(restoreInto(target, backup)).rejects.toThrow('The database is not empty');
  });

  it('of a database without our tables is refused', async () => {
    await expect(linesOf(await emptyDatabase())).rejects.toThrow('There is nothing to back up');
  });
});
