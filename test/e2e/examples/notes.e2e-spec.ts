import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Notes1800000000000 } from '../../../examples/notes/1800000000000-notes.js';
import { NotesModule } from '../../../examples/notes/notes.module.js';
import { expectStatus } from '../../support/account.js';
import { TestApp } from '../../support/test-app.js';

describe('notes', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({}, undefined, [NotesModule], [Notes1800000000000]);
  });
  afterAll(() => app.stop());

  it('is closed to strangers and to pending log-ins, and open to who proved both factors', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    expect(await browser.get('/notes')).toMatchObject({ status: 200, body: [] });
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

  it('keeps the notes of each person, which go with the account', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    const other = await (await app.account()).logIn();
    const { body } = await expectStatus(201, browser.post('/notes', { text: 'Milk' }));
    expect((await browser.get('/notes')).body).toEqual([body]);
    expect((await other.get('/notes')).body).toEqual([]);
    expect(await browser.post('/notes', { text: 'Milk' })).toMatchObject({
      status: 409,
      body: { message: 'You have noted this already.' },
    });
    expect(await browser.post('/notes', { text: 7 })).toMatchObject({
      status: 400,
      body: { errorCode: 'VALIDATION_FAILED' },
    });
    await expectStatus(204, browser.delete('/account', { password: owner.password }));
    expect(await app.dataSource.query('SELECT FROM notes')).toEqual([]);
  });
});
