import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticated, CurrentUser, User } from '../../../src/index.js';
import { TestApp } from '../../support/test-app.js';

// As in the README.
@Controller('notes')
@Authenticated() // password, and a code if the account has 2FA on
class NotesController {
  @Get()
  list(@CurrentUser() user: User) {
    return [`A note of ${user.email}`];
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('a controller of your own', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({}, undefined, [NotesModule]);
  });
  afterAll(() => app.stop());

  it('is closed to strangers and to pending log-ins, and open to who proved both factors', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    expect(await browser.get('/notes')).toMatchObject({ status: 200, body: [`A note of ${owner.email}`] });
    await owner.turnTwoFactorOn(browser);
    expect((await browser.get('/notes')).status).toBe(200);
    expect(await (await owner.logIn()).get('/notes')).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    expect(await app.browser().get('/notes')).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
  });
});
