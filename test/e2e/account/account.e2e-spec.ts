import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MailOutbox } from '../../../src/mail/mail.outbox.js';
import { NewPasswordHasher } from '../../../src/passwords/new-password.hasher.js';
import { UsersService } from '../../../src/users/users.service.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const NEW_PASSWORD = 'another horse battery staple';

describe('the account', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => {
    app = started;
    mailbox = new Mailbox(app);
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.verifiedAccount();
    browser = await owner.logIn();
  });

  describe('PATCH /account/password', () => {
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };

    it('changes it, ends all other sessions and gives this one new cookies (ASVS 6.2.2, 7.4.3)', async () => {
      const other = await owner.logIn();
      const thief = browser.copy();
      const answer = await browser.patch('/account/password', passwords);
      expect(answer).toMatchObject({ status: 204, body: '' });
      expect(answer.cookies.map((cookie) => cookie.split('=')[0])).toEqual(
        expect.arrayContaining(['Authentication', 'Refresh']),
      );
      expect(await browser.get('/authentication')).toMatchObject({ status: 200 });
      expect(await other.get('/authentication')).toMatchObject({ status: 401 });
      expect(await thief.get('/authentication')).toMatchObject({ status: 401 });
      expect(await thief.post('/authentication/refresh')).toMatchObject({ status: 401 });
      await expect(owner.logIn()).rejects.toThrow('WRONG_CREDENTIALS');
      owner.password = NEW_PASSWORD;
      await expect(owner.logIn()).resolves.toBeDefined();
    });

    it('needs the current one (ASVS 6.2.3)', async () => {
      const wrong = { ...passwords, currentPassword: 'wrong password of mine' };
      expect(await browser.patch('/account/password', wrong)).toMatchObject({
        status: 401,
        body: { errorCode: 'WRONG_CREDENTIALS', message: 'The password is wrong.' },
      });
      await expect(owner.logIn()).resolves.toBeDefined();
    });

    it.each(['short', PASSWORD, 'password12345678'])(
      'refuses %j as the new one (ASVS 2.2.3)',
      async (newPassword) => {
        expect(await browser.patch('/account/password', { ...passwords, newPassword })).toMatchObject({
          status: 400,
          body: { errorCode: 'VALIDATION_FAILED' },
        });
      },
    );

    it('ends trusted devices', async () => {
      await owner.turnTwoFactorOn(browser);
      const trusting = await owner.logInWithCode({ trustDevice: true });
      await expectStatus(204, browser.patch('/account/password', passwords));
      owner.password = NEW_PASSWORD;
      const again = await owner.logIn({ browser: trusting });
      expect(await again.get('/authentication')).toMatchObject({
        body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
      });
    });

    it('lets one of two changes at the same time win', async () => {
      const other = await owner.logIn();
      const answers = await Promise.all([
        browser.patch('/account/password', passwords),
        other.patch('/account/password', { ...passwords, newPassword: 'a third horse battery staple' }),
      ]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 401]);
    });

    it('fails when the account was changed while the new password was hashed', async () => {
      const users = app.app.get(UsersService);
      vi.spyOn(app.app.get(NewPasswordHasher, { strict: false }), 'hash').mockImplementationOnce(async () => {
        await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [owner.email]);
        return 'a hash that must not be stored';
      });
      expect(await browser.patch('/account/password', passwords)).toMatchObject({ status: 401 });
      vi.restoreAllMocks();
      const user = await users.findByEmail(owner.email);
      expect(user?.passwordHash).not.toBe('a hash that must not be stored');
    });

    it('is one transaction with its mail (ASVS 2.3.3)', async () => {
      const other = await owner.logIn();
      vi.spyOn(app.app.get(MailOutbox), 'enqueue').mockRejectedValueOnce(new Error('full'));
      expect(await browser.patch('/account/password', passwords)).toMatchObject({ status: 500 });
      vi.restoreAllMocks();
      expect(await other.get('/authentication')).toMatchObject({ status: 200 });
      await expect(owner.logIn()).resolves.toBeDefined();
    });
  });

  describe('DELETE /account', () => {
    const tables = [
      'sessions',
      'totp_authenticators',
      'second_factor_budgets',
      'backup_codes',
      'trusted_devices',
      'security_events',
      'one_time_tokens',
      'recovery_tokens',
    ];

    it('deletes it with all that hangs on it, and tells the owner', async () => {
      await owner.turnTwoFactorOn(browser);
      await owner.logInWithCode({ trustDevice: true });
      const { id } = (await browser.get('/authentication')).body;
      const answer = await browser.delete('/account', { password: PASSWORD });
      expect(answer).toMatchObject({ status: 204 });
      expect(browser.cookies.has('Authentication')).toBe(false);
      for (const table of tables) {
        const [{ count }] = await app.dataSource.query(
          `SELECT count(*)::int FROM ${table} WHERE user_id = $1`,
          [id],
        );
        expect({ table, count }).toEqual({ table, count: 0 });
      }
      await expect(owner.logIn()).rejects.toThrow('WRONG_CREDENTIALS');
      expect(await mailbox.to(owner.email, 'user_deleted')).toHaveLength(1);
      await expect(app.account(owner.email)).resolves.toBeDefined();
    });

    it('needs the password and a fresh session (ASVS 7.5.3)', async () => {
      expect(await browser.delete('/account', { password: 'wrong password of mine' })).toMatchObject({
        status: 401,
        body: { errorCode: 'WRONG_CREDENTIALS', message: 'The password is wrong.' },
      });
      expect(await browser.delete('/account')).toMatchObject({ status: 400 });
      advanceClock(301);
      await expectStatus(200, browser.post('/authentication/refresh'));
      expect(await browser.delete('/account', { password: PASSWORD })).toMatchObject({
        status: 401,
        body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
      });
      await expect(owner.logIn()).resolves.toBeDefined();
    });
  });

  describe('GET /account/security-events', () => {
    it('lists the events newest first, page by page, each once', async () => {
      for (let index = 0; index < 4; index++) {
        await owner.logIn();
      }
      const ids: string[] = [];
      const types: string[] = [];
      let path: string | undefined = '/account/security-events?limit=3';
      while (path) {
        const { body } = await expectStatus(200, browser.get(path));
        expect(body.items.length).toBeLessThanOrEqual(3);
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        types.push(...body.items.map(({ type }: { type: string }) => type));
        path = body.nextCursor && `/account/security-events?limit=3&cursor=${body.nextCursor}`;
      }
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => Number(b) - Number(a)));
      expect(types.at(-1)).toBe('user_created');
      expect(types.filter((type) => type === 'authn_login_success')).toHaveLength(5);
    });

    it('shows an event as documented, and nobody else’s', async () => {
      const other = await (await app.account()).logIn();
      const { body } = await expectStatus(200, other.get('/account/security-events'));
      expect(body).toEqual({
        items: [
          {
            id: expect.stringMatching(/^\d+$/),
            type: 'authn_login_success',
            at: new Date().toISOString(),
            ip: '127.0.0.1',
            userAgent: expect.any(String),
          },
          expect.objectContaining({ type: 'user_created' }),
        ],
        nextCursor: null,
      });
    });

    it.each([
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1&limit=2',
      'limit=1.5',
      'cursor=x',
      'cursor=-1',
      'cursor=9999999999999999999999',
      'cursor=1&cursor=2',
      'page=2',
    ])('refuses ?%s (ASVS 1.4.2, 15.3.7)', async (query) => {
      expect(await browser.get(`/account/security-events?${query}`)).toMatchObject({
        status: 400,
        body: { errorCode: 'VALIDATION_FAILED' },
      });
    });
  });

  it.each([
    ['PATCH', '/account/password'],
    ['PATCH', '/account/email'],
    ['DELETE', '/account'],
    ['GET', '/account/security-events'],
    ['POST', '/account/email-verification'],
  ])('%s %s needs both factors', async (method, path) => {
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn();
    expect(await pending.request(method, path)).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    expect(await app.browser().request(method, path)).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
  });
});
