import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const invalid = { status: 401, body: { errorCode: 'INVALID_TOKEN' } };
let number = 0;

describe('the e-mail address', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let owner: Account;
  let browser: Browser;
  let stranger: Browser;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start();
    mailbox = new Mailbox(app);
    stranger = app.browser();
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
  });

  function confirm(token: string): Promise<Answer> {
    return stranger.post('/account/email-verification/confirm', { token });
  }

  function change(email: string): Promise<Answer> {
    return browser.patch('/account/email', { email });
  }

  function newAddress(): string {
    return `new-${++number}@example.com`;
  }

  async function user(): Promise<{ email: string; isEmailVerified: boolean }> {
    return (await expectStatus(200, browser.get('/authentication'))).body;
  }

  describe('its verification', () => {
    it('happens with the link of the mail that registration sends, once', async () => {
      expect(await user()).toMatchObject({ isEmailVerified: false });
      const token = await mailbox.tokenFor(owner.email, 'verify-email');
      expect(await confirm(token)).toMatchObject({ status: 204, cookies: [] });
      expect(await user()).toMatchObject({ isEmailVerified: true });
      expect(await confirm(token)).toMatchObject(invalid);
    });

    it('happens with the link of a later mail, which replaces the first', async () => {
      const first = await mailbox.tokenFor(owner.email, 'verify-email');
      advanceClock(1);
      await expectStatus(202, browser.post('/account/email-verification'));
      const second = await mailbox.tokenFor(owner.email, 'verify-email');
      expect(await confirm(first)).toMatchObject(invalid);
      expect(await confirm(second)).toMatchObject({ status: 204 });
    });

    it('sends nothing where it has happened', async () => {
      await confirm(await mailbox.tokenFor(owner.email, 'verify-email'));
      await expectStatus(202, browser.post('/account/email-verification'));
      expect(await mailbox.to(owner.email, 'verify-email')).toHaveLength(1);
    });

    it('has 24 hours', async () => {
      const late = await mailbox.tokenFor(owner.email, 'verify-email');
      const other = await app.account();
      const timely = await mailbox.tokenFor(other.email, 'verify-email');
      advanceClock(24 * 3600 - 1);
      expect(await confirm(timely)).toMatchObject({ status: 204 });
      advanceClock(1);
      expect(await confirm(late)).toMatchObject(invalid);
    });

    it('needs a log-in to be asked for, and mails five times in an hour at the most', async () => {
      expect(await stranger.post('/account/email-verification')).toMatchObject({ status: 401 });
      for (let index = 0; index < 7; index++) {
        await expectStatus(202, browser.post('/account/email-verification'));
      }
      expect(await mailbox.to(owner.email, 'verify-email')).toHaveLength(5);
    });

    it('does not happen for a GET, as link scanners send them (ASVS 3.5.3)', async () => {
      const token = await mailbox.tokenFor(owner.email, 'verify-email');
      expect(await stranger.get(`/account/email-verification/confirm?token=${token}`)).toMatchObject({
        status: 404,
      });
      expect(await user()).toMatchObject({ isEmailVerified: false });
    });

    it('is not of an address that the account had before (ASVS 6.6.2)', async () => {
      const stale = await mailbox.tokenFor(owner.email, 'verify-email');
      const next = newAddress();
      await expectStatus(202, change(next));
      await expectStatus(204, confirm(await mailbox.tokenFor(next, 'change-email')));
      expect(await confirm(stale)).toMatchObject(invalid);
    });
  });

  describe('its change', () => {
    it('takes effect when the link in the mail to the new address is opened, and both are told (ASVS 6.3.7)', async () => {
      await app.verify(owner);
      const next = newAddress();
      await expectStatus(202, change(next));
      expect(await mailbox.to(owner.email, 'email_change_requested')).toHaveLength(1);
      expect(await user()).toMatchObject({ email: owner.email });
      await expect(owner.logIn()).resolves.toBeDefined();

      expect(await confirm(await mailbox.tokenFor(next, 'change-email'))).toMatchObject({ status: 204 });
      expect(await user()).toMatchObject({ email: next, isEmailVerified: true });
      expect(await mailbox.to(owner.email, 'email_changed')).toHaveLength(1);
      expect(await mailbox.to(next, 'email_changed')).toHaveLength(1);
      await expect(owner.logIn()).rejects.toThrow('WRONG_CREDENTIALS');
      const body = { email: next, password: PASSWORD };
      await expectStatus(200, app.browser().post('/authentication/log-in', body));
    });

    it('needs a fresh session', async () => {
      advanceClock(301);
      await expectStatus(200, browser.post('/authentication/refresh'));
      expect(await change(newAddress())).toMatchObject({
        status: 401,
        body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
      });
    });

    it('answers the same for a taken address, whose owner is told', async () => {
      const other = await app.verifiedAccount();
      const next = newAddress();
      const taken = await change(other.email);
      const free = await change(next);
      expect({ status: taken.status, body: taken.body }).toEqual({ status: free.status, body: free.body });
      expect(await mailbox.to(other.email, 'address-taken')).toHaveLength(1);
      expect(await mailbox.to(other.email, 'change-email')).toEqual([]);
    });

    it('writes to nobody who never confirmed an address: not to a stranger whose address somebody took', async () => {
      const other = await app.account();
      await expectStatus(202, change(other.email));
      await expectStatus(202, change(newAddress()));
      expect((await mailbox.to(other.email)).map(({ template }) => template)).toEqual(['verify-email']);
      expect((await mailbox.to(owner.email)).map(({ template }) => template)).toEqual(['verify-email']);
    });

    it('writes to five others in an hour, from one account, and to twenty from one address', async () => {
      const statuses: number[] = [];
      for (let index = 0; index < 7; index++) {
        statuses.push((await change(newAddress())).status);
      }
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429]);
      const answer = await change(newAddress());
      expect(answer).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      for (let account = 0; account < 4; account++) {
        const session = await (await app.account()).logIn();
        for (let index = 0; index < 5; index++) {
          const { status } = await session.patch('/account/email', { email: newAddress() });
          statuses.push(status);
        }
      }
      expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    });

    it('fails when somebody else registers the address before the link is opened', async () => {
      const next = newAddress();
      await expectStatus(202, change(next));
      const token = await mailbox.tokenFor(next, 'change-email');
      await app.account(next);
      expect(await confirm(token)).toMatchObject({ status: 409, body: { errorCode: 'EMAIL_TAKEN' } });
      expect(await user()).toMatchObject({ email: owner.email });
    });

    it('is not one to the same address (ASVS 2.2.3)', async () => {
      expect(await change(owner.email.toUpperCase())).toMatchObject({
        status: 400,
        body: { errorCode: 'VALIDATION_FAILED' },
      });
    });

    it('is stopped by a later one, and by a new password', async () => {
      const first = newAddress();
      const second = newAddress();
      await expectStatus(202, change(first));
      await expectStatus(202, change(second));
      expect(await confirm(await mailbox.tokenFor(first, 'change-email'))).toMatchObject(invalid);
      const passwords = { currentPassword: PASSWORD, newPassword: 'another horse battery staple' };
      await expectStatus(204, browser.patch('/account/password', passwords));
      expect(await confirm(await mailbox.tokenFor(second, 'change-email'))).toMatchObject(invalid);
    });

    it('kills the links in the mailbox of the old address', async () => {
      await expectStatus(202, stranger.post('/account/password-reset', { email: owner.email }));
      const reset = await mailbox.tokenFor(owner.email, 'reset-password');
      const next = newAddress();
      await expectStatus(202, change(next));
      await expectStatus(204, confirm(await mailbox.tokenFor(next, 'change-email')));
      const body = { token: reset, password: 'another horse battery staple' };
      expect(await stranger.post('/account/password-reset/confirm', body)).toMatchObject(invalid);
      // Not even when the address is the old one again.
      await expectStatus(202, change(owner.email));
      await expectStatus(204, confirm(await mailbox.tokenFor(owner.email, 'change-email')));
      expect(await stranger.post('/account/password-reset/confirm', body)).toMatchObject(invalid);
    });
  });
});
