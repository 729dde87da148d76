import { beforeEach, describe, expect, it } from 'vitest';
import { AccountOperationsService } from '../../../src/account/account-operations.service.js';
import { SessionRevocationService } from '../../../src/maintenance/session-revocation.service.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const NEW_PASSWORD = 'another horse battery staple';

describe('a browser that an account was logged in from', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let owner: Account;
  let browser: Browser;

  useTestApp(
    (started) => {
      app = started;
      mailbox = new Mailbox(app);
    },
    () => TestApp.start({ TRUSTED_PROXIES: '127.0.0.1' }),
  );
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.verifiedAccount();
    browser = await owner.logIn();
  });

  const cookieOf = (from: Browser) => from.cookies.get('KnownBrowser') ?? '';
  const guess = (from: Browser) =>
    from.post('/authentication/log-in', { email: owner.email, password: 'wrong' });

  async function knownCount(email = owner.email): Promise<number> {
    const [{ count }] = await app.dataSource.query(
      'SELECT count(*)::int AS count FROM known_browsers b JOIN users u ON u.id = b.user_id WHERE u.email = $1',
      [email],
    );
    return count;
  }

  /** Logs in with this browser's cookie, and sees whether the owner hears of a new browser. */
  async function isKnown(from: Browser, account = owner): Promise<boolean> {
    const count = async () =>
      (await app.securityEvents(account)).filter((type) => type === 'authn_login_new_browser').length;
    const before = await count();
    await account.logIn({ browser: from.copyOnly('KnownBrowser') });
    return (await count()) === before;
  }

  it('is known by its cookie, to that account and to no other', async () => {
    expect(cookieOf(browser)).toMatch(/^[\w-]{43}$/);
    expect(await isKnown(browser)).toBe(true);
    const other = await app.account();
    await other.logIn();
    expect(await isKnown(browser, other)).toBe(false);
    expect(await isKnown(app.browser())).toBe(false);
  });

  it('is stored as a hash', async () => {
    const rows = await app.dataSource.query('SELECT * FROM known_browsers');
    expect(JSON.stringify(rows)).not.toContain(cookieOf(browser));
  });

  it('is known to several people who share it, and dead tokens push no living one out', async () => {
    const people = [owner];
    for (let index = 0; index < 3; index++) {
      const person = await app.account();
      await person.logIn({ browser });
      people.push(person);
    }
    for (let index = 0; index < 8; index++) {
      const passerBy = await app.account();
      const session = await passerBy.logIn({ browser });
      await expectStatus(204, session.delete('/account', { password: PASSWORD }));
    }
    for (const person of people) {
      expect(await isKnown(browser, person)).toBe(true);
    }
  });

  it('is one of ten; then the one that was not used for longest goes', async () => {
    const browsers = [browser];
    for (let index = 0; index < 9; index++) {
      advanceClock(1);
      browsers.push(await owner.logIn());
    }
    advanceClock(1);
    expect(await isKnown(browser)).toBe(true);
    advanceClock(1);
    await owner.logIn();
    expect(await isKnown(browser)).toBe(true);
    expect(await isKnown(browsers[1] as Browser)).toBe(false);
  });

  it('shares one budget with all others: ten guesses together, however many there are', async () => {
    const browsers = [browser];
    for (let index = 0; index < 9; index++) {
      browsers.push(await owner.logIn());
    }
    const statuses: number[] = [];
    for (let round = 0; round < 3; round++) {
      for (const known of browsers) {
        statuses.push((await guess(known.copyOnly('KnownBrowser'))).status);
      }
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(20).fill(429)]);
  });

  it('is known no longer after another one changed the password; that one still is', async () => {
    const thief = browser;
    const own = await owner.logIn();
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await expectStatus(204, own.patch('/account/password', body));
    owner.password = NEW_PASSWORD;
    expect(await isKnown(own)).toBe(true);
    expect(await isKnown(thief)).toBe(false);
  });

  it('is known no longer after a reset: the thief who comes back is told of by mail', async () => {
    await expectStatus(202, app.browser().post('/account/password-reset', { email: owner.email }));
    const token = await mailbox.tokenFor(owner.email, 'reset-password');
    const body = { token, password: NEW_PASSWORD };
    await expectStatus(204, app.browser().post('/account/password-reset/confirm', body));
    owner.password = NEW_PASSWORD;
    expect(await isKnown(browser)).toBe(false);
    const mails = (await mailbox.to(owner.email)).map(({ template }) => template);
    expect(mails).toContain('authn_login_new_browser');
  });

  it.each<[string, (own: Browser) => Promise<unknown>]>([
    ['turned two-factor authentication on', (own) => owner.turnTwoFactorOn(own)],
    [
      'turned it off',
      async (own) => {
        await owner.turnTwoFactorOn(own);
        advanceClock(60);
        const twoFactorAuthenticationCode = await owner.code();
        await expectStatus(204, own.post('/2fa/turn-off', { twoFactorAuthenticationCode }));
      },
    ],
  ])('is known no longer after another one %s', async (_, change) => {
    const own = await owner.logIn();
    await change(own);
    expect(await knownCount()).toBe(1);
    const before = (await app.securityEvents(owner)).length;
    await guess(browser.copyOnly('KnownBrowser'));
    expect(await app.securityEvents(owner)).toHaveLength(before + 1);
  });

  it('is known no longer after a reset, unless it made it', async () => {
    const own = await owner.logIn();
    await expectStatus(202, app.browser().post('/account/password-reset', { email: owner.email }));
    const token = await mailbox.tokenFor(owner.email, 'reset-password');
    const body = { token, password: NEW_PASSWORD };
    await expectStatus(204, own.copyOnly('KnownBrowser').post('/account/password-reset/confirm', body));
    owner.password = NEW_PASSWORD;
    expect(await isKnown(own)).toBe(true);
    expect(await isKnown(browser)).toBe(false);
  });

  it('is known no longer after another one changed the address, wherever the link was opened', async () => {
    const own = await owner.logIn();
    const email = `moved-${owner.email}`;
    await expectStatus(202, own.patch('/account/email', { email }));
    const token = await mailbox.tokenFor(email, 'change-email');
    expect(await knownCount()).toBe(2);
    await expectStatus(204, browser.post('/account/email-verification/confirm', { token }));
    expect(await knownCount(email)).toBe(1);
    const logIn = (from: Browser) =>
      expectStatus(
        200,
        from.copyOnly('KnownBrowser').post('/authentication/log-in', { email, password: PASSWORD }),
      );
    await logIn(own);
    expect(await mailbox.to(email, 'authn_login_new_browser')).toEqual([]);
    await logIn(browser);
    expect(await mailbox.to(email, 'authn_login_new_browser')).toHaveLength(1);
  });

  it('is known no longer after another one logged all others out', async () => {
    const own = await owner.logIn();
    await expectStatus(204, own.delete('/sessions'));
    expect(await isKnown(own)).toBe(true);
    expect(await isKnown(browser)).toBe(false);
  });

  it('is known no longer after another one logged it out; the rest are', async () => {
    const own = await owner.logIn();
    const third = await owner.logIn();
    const { body: sessions } = await expectStatus(200, browser.get('/sessions'));
    const current = sessions.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    await expectStatus(204, own.delete(`/sessions/${current.id}`));
    expect(await isKnown(own)).toBe(true);
    expect(await isKnown(third)).toBe(true);
    expect(await isKnown(browser)).toBe(false);
  });

  it('stays known when it logs itself out', async () => {
    const { body: sessions } = await expectStatus(200, browser.get('/sessions'));
    await expectStatus(204, browser.delete(`/sessions/${sessions[0].id}`));
    const again = await owner.logIn({ browser });
    expect(await app.securityEvents(owner)).not.toContain('authn_login_new_browser');
    await expectStatus(204, again.post('/authentication/log-out'));
    expect(await isKnown(again)).toBe(true);
  });

  it.each<[string, (operations: AccountOperationsService) => Promise<unknown>]>([
    ['logged the owner out', (operations) => operations.revokeSessions(owner.email)],
    ['took the second factor away', (operations) => operations.resetTwoFactor(owner.email)],
    [
      'disabled the account and enabled it again',
      async (operations) => {
        await operations.disable(owner.email);
        await operations.enable(owner.email);
      },
    ],
    [
      'restored a backup, also where nothing else is left to revoke',
      async () => {
        await expectStatus(204, browser.copy().post('/authentication/log-out'));
        await app.dataSource.query('DELETE FROM one_time_tokens');
        await app.app.get(SessionRevocationService).revokeAll();
      },
    ],
  ])('is known no longer after the operator %s', async (_, act) => {
    await act(app.app.get(AccountOperationsService));
    expect(await knownCount()).toBe(0);
    expect(await isKnown(browser)).toBe(false);
  });

  it('is new, and told of, also where all events were purged (ASVS 8.2.4)', async () => {
    await app.dataSource.query('DELETE FROM security_events');
    expect(await isKnown(app.browser())).toBe(false);
  });

  it('is no news at the first log-in of all', async () => {
    expect(await app.securityEvents(owner)).not.toContain('authn_login_new_browser');
  });

  it.each(['', '.', '...', 'x'.repeat(3000), '.'.repeat(3000)])(
    'takes a strange cookie for a new browser',
    async (cookie) => {
      const strange = app.browser();
      strange.cookies.set('KnownBrowser', cookie);
      await owner.logIn({ browser: strange });
      expect(cookieOf(strange)).toMatch(/^[\w-]{43}$/);
    },
  );
});
