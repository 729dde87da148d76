import { Controller, Get, Module } from '@nestjs/common';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccountGroupsService } from '../../../src/account/account-groups.service.js';
import { Authenticated, CurrentUser, type User } from '../../../src/index.js';
import { USER_CHANGES_CHANNEL } from '../../../src/users/user-changes.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestApp } from '../../support/test-app.js';

@Controller('groups')
class GroupsController {
  @Get()
  @Authenticated()
  list(@CurrentUser() { groups }: User): string[] {
    return groups;
  }
}

@Module({ controllers: [GroupsController] })
class GroupsModule {}

let app: TestApp;
let database: TestDatabase;
let otherCopy: pg.Client;
const heard: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await TestApp.start({ DATABASE_URL: database.url }, undefined, [GroupsModule], []);
  otherCopy = new pg.Client(database.url);
  await otherCopy.connect();
  otherCopy.on('notification', ({ payload = '' }) => heard.push(payload));
  await otherCopy.query(`LISTEN ${USER_CHANGES_CHANNEL}`);
});
afterAll(async () => {
  await otherCopy.end();
  await app.stop();
  await database.drop();
});

it('a change of groups counts in sessions that are open, and all copies hear of it (ASVS 8.3.2)', async () => {
  const account = await app.account();
  const browser = await account.logIn();
  const { body: me } = await browser.get('/authentication');
  const groups = app.app.get(AccountGroupsService);
  const seen = async () => (await browser.get('/groups')).body as string[];
  expect(await seen()).toEqual([]);
  for (const [change, expected] of [
    ['add', ['staff']],
    ['remove', []],
  ] as const) {
    heard.length = 0;
    await groups[change](account.email, 'staff');
    expect(await seen()).toEqual(expected);
    await otherCopy.query('SELECT');
    expect(heard).toContain(me.id);
  }
});
