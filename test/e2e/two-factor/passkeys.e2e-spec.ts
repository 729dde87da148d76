import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { assertion, logInByPasskey, ORIGIN, register } from '../../support/passkeys.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

let app: TestApp;
let owner: Account;
let browser: Browser;
let passkey: SoftAuthenticator;

useTestApp((started) => (app = started));
beforeEach(async () => {
  advanceClock(3600);
  owner = await app.verifiedAccount();
  browser = await owner.logIn();
  passkey = new SoftAuthenticator(ORIGIN);
});

describe('the passkeys of an account', () => {
  beforeEach(async () => {
    await expectStatus(201, register(browser, passkey));
  });

  const list = async () => (await expectStatus(200, browser.get('/passkeys'))).body;

  it('are listed with what the Signal API needs, and renamed', async () => {
    const { rpId, userId, passkeys } = await list();
    expect({ rpId, userId }).toEqual({ rpId: 'localhost', userId: passkey.userHandle });
    const { body } = await expectStatus(
      200,
      browser.patch(`/passkeys/${passkeys[0].id}`, { name: 'Blue key' }),
    );
    expect(body.name).toBe('Blue key');
    for (const name of ['', ' ', 'x'.repeat(65), 'a\nb', 7, null]) {
      expect(await browser.patch(`/passkeys/${passkeys[0].id}`, { name })).toMatchObject({ status: 400 });
    }
    expect(await app.securityEvents(owner)).toContain('passkey_renamed');
  });

  it("are nobody else's business (ASVS 8.2.2)", async () => {
    const { passkeys } = await list();
    const other = await (await app.verifiedAccount()).logIn();
    for (const id of [passkeys[0].id, 'nonsense']) {
      expect(await other.patch(`/passkeys/${id}`, { name: 'mine' })).toMatchObject({ status: 404 });
      expect(await other.delete(`/passkeys/${id}`)).toMatchObject({ status: 404 });
    }
  });

  it('are removed with all other sessions, and this one gets a new id (ASVS 6.5.6)', async () => {
    const other = await owner.logIn();
    const { passkeys } = await list();
    const before = browser.cookies.get('Authentication');
    await expectStatus(204, browser.delete(`/passkeys/${passkeys[0].id}`));
    expect(browser.cookies.get('Authentication')).not.toBe(before);
    await expectStatus(401, other.get('/authentication'));
    expect(await logInByPasskey(app.browser(), passkey)).toMatchObject({
      body: { errorCode: 'UNKNOWN_PASSKEY' },
    });
    expect(await new Mailbox(app).to(owner.email, 'passkey_removed')).toHaveLength(1);
  });

  it('keep one while it is the only second factor, also of two removed at once', async () => {
    await expectStatus(201, register(browser, new SoftAuthenticator(ORIGIN)));
    await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) }));
    const second = app.browser();
    await expectStatus(200, logInByPasskey(second, passkey));
    const { passkeys } = await list();
    const answers = await Promise.all([
      browser.delete(`/passkeys/${passkeys[0].id}`),
      second.delete(`/passkeys/${passkeys[1].id}`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = answers.find(({ status }) => status === 204) === answers[0] ? browser : second;
    const { body } = await left.get('/passkeys');
    expect(body.passkeys).toHaveLength(1);
    expect(await left.delete(`/passkeys/${body.passkeys[0].id}`)).toMatchObject({
      status: 409,
      body: { errorCode: 'LAST_SECOND_FACTOR' },
    });
  });

  it('can go where an authenticator app is there as well', async () => {
    await owner.turnTwoFactorOn(browser);
    const { passkeys } = await list();
    await expectStatus(204, browser.delete(`/passkeys/${passkeys[0].id}`));
  });
});
