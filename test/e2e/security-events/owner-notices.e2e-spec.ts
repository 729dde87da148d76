import { beforeEach, describe, expect, it } from 'vitest';
import { MailWorker } from '../../../src/mail/mail.worker.js';
import { mails as texts } from '../../../src/languages/en/mails.js';
import { mailMessages } from '../../../src/languages/mail-texts.js';
import { type NoticeType, ownerNotices } from '../../../src/security-events/owner-notices.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import type { ReceivedMail } from '../../support/received-mail.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const moment = (time: Date) => mailMessages(null).moment(time);

const NEW_PASSWORD = 'another horse battery staple';

/** Mails that are no notice: they come with what was asked for. */
const letters = ['verify-email', 'reset-password', 'change-email', 'already-registered', 'address-taken'];

describe('the notices to the owner (ASVS 6.3.7)', () => {
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

  async function notices(): Promise<ReceivedMail[]> {
    return (await mailbox.to(owner.email)).filter(({ template }) => !letters.includes(template));
  }

  async function noticed(): Promise<string[]> {
    return (await notices()).map(({ template }) => template);
  }

  it('say when, from which address and browser, and what to do', async () => {
    const attacker = app.browser({ 'user-agent': 'Evil/1.0 (<script>alert(1)</script>)' });
    await owner.logIn({ browser: attacker });
    const [mail] = await notices();
    expect(mail?.subject).toBe('New log-in to your account');
    expect(mail?.text).toContain(`When: ${moment(new Date())}`);
    expect(mail?.text).toContain('Address: 127.0.0.1');
    expect(mail?.text).toContain('Browser: an unknown browser\n');
    expect(mail?.text).toContain('\nIf it was not: Set a new password at once');
    expect(mail?.text).toContain('/reset-password\n');
    expect(mail?.source).not.toMatch(/Evil|script/);
  });

  it('have nothing of the text of a User-Agent but a browser and a system that are known by name', async () => {
    const written =
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0; ACTION REQUIRED: call us) Gecko/20100101 Firefox/140.0 now';
    await owner.logIn({ browser: app.browser({ 'user-agent': written }) });
    const [mail] = await notices();
    expect(mail?.text).toContain('Browser: Firefox on Linux\n');
    expect(mail?.source).not.toContain('ACTION');
  });

  it('go to nobody who never confirmed the address', async () => {
    const stranger = await app.account();
    await stranger.logIn();
    for (let index = 0; index < 10; index++) {
      await stranger.logIn();
    }
    const mails = await mailbox.to(stranger.email);
    expect(mails.map(({ template }) => template)).toEqual(['verify-email']);
  });

  it('are five of a kind in an hour, and one more says how many followed', async () => {
    const logIn = async (times: number) => {
      for (let index = 0; index < times; index++) {
        await owner.logIn();
      }
    };
    const folded = async () => {
      advanceClock(3600);
      app.app.get(MailWorker).runNow();
      return (await notices()).filter(({ template }) => template === 'authn_login_new_browser_folded');
    };
    await logIn(5);
    advanceClock(60);
    const since = moment(new Date());
    await logIn(34);
    advanceClock(60);
    await logIn(1);
    expect(await noticed()).toEqual(Array<string>(5).fill('authn_login_new_browser'));
    const [mail, ...others] = await folded();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('New log-in to your account: 35 more times');
    expect(mail?.text.replaceAll('\n', ' ')).toContain(`This happened 35 more times since ${since}`);
    expect(mail?.text).toContain('If it was not you: Set a new password at once');
    await logIn(6);
    expect(await noticed()).toHaveLength(11);
    expect((await folded()).at(-1)?.subject).toBe('New log-in to your account: once more');
  });

  it('have no address that somebody gave: it can be a sentence, too', async () => {
    const email = 'action.required.call-0900-1234@evil-bank.example';
    await expectStatus(202, browser.patch('/account/email', { email }));
    await expectStatus(
      204,
      browser.post('/account/email-verification/confirm', {
        token: await mailbox.tokenFor(email, 'change-email'),
      }),
    );
    const mails = [...(await notices()), ...(await mailbox.to(email))];
    expect(mails.map(({ template }) => template)).toEqual([
      'email_change_requested',
      'email_changed',
      'change-email',
      'email_changed',
    ]);
    for (const { source, text } of mails) {
      expect(text).not.toMatch(/@/);
      expect(source.replace(/^To: .*$/m, '')).not.toMatch(/action\.required|evil-bank/);
    }
  });

  it('are not sent for what is no news: the first log-in, and one from the same browser', async () => {
    await owner.logIn({ browser });
    expect(await noticed()).toEqual([]);
  });

  it('tell of a changed password', async () => {
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await expectStatus(204, browser.patch('/account/password', body));
    expect(await noticed()).toEqual(['authn_password_change']);
  });

  it('tell of a password that was reset', async () => {
    await expectStatus(202, browser.post('/account/password-reset', { email: owner.email }));
    const token = await mailbox.tokenFor(owner.email, 'reset-password');
    const body = { token, password: NEW_PASSWORD };
    await expectStatus(204, browser.post('/account/password-reset/confirm', body));
    expect(await noticed()).toEqual(['authn_password_reset']);
  });

  it('tell of two-factor authentication turned on, moved, with new backup codes, and off', async () => {
    await owner.turnTwoFactorOn(browser);
    advanceClock(60);
    await owner.turnTwoFactorOn(browser);
    advanceClock(60);
    const code = async () => ({ twoFactorAuthenticationCode: await owner.code() });
    await expectStatus(201, browser.post('/2fa/backup-codes', await code()));
    advanceClock(60);
    await expectStatus(204, browser.post('/2fa/turn-off', await code()));
    expect(await noticed()).toEqual([
      'two_factor_enabled',
      'two_factor_replaced',
      'backup_codes_regenerated',
      'two_factor_disabled',
    ]);
  });

  it('tell of a used backup code, and how many remain', async () => {
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn({ browser });
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] }));
    const mail = (await notices()).find(({ template }) => template === 'backup_code_used');
    expect(mail?.text).toContain('9 of them remain');
  });

  it('tell once of three wrong codes after the right password, and not of two (ASVS 6.3.5)', async () => {
    await owner.turnTwoFactorOn(browser);
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const pending = await owner.logIn({ browser });
    for (let index = 0; index < 2; index++) {
      await expectStatus(401, pending.post('/2fa/authenticate', wrong));
    }
    expect(await noticed()).not.toContain('authn_second_factor_fail_repeated');
    for (let index = 0; index < 3; index++) {
      await expectStatus(401, pending.post('/2fa/authenticate', wrong));
    }
    const mails = await noticed();
    expect(mails.filter((template) => template === 'authn_second_factor_fail_repeated')).toHaveLength(1);
  });

  it('tell once of a locked second factor (ASVS 6.3.5)', async () => {
    await owner.turnTwoFactorOn(browser);
    await app.dataSource.query(
      `UPDATE second_factor_budgets t SET failed_attempts = 99 FROM users u
       WHERE u.id = t.user_id AND u.email = $1`,
      [owner.email],
    );
    const pending = await owner.logIn({ browser });
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    await expectStatus(401, pending.post('/2fa/authenticate', wrong));
    await expectStatus(403, pending.post('/2fa/authenticate', wrong));
    await expectStatus(401, pending.post('/2fa/authenticate', { backupCode: '0000-0000-0000-0000' }));
    const mails = await noticed();
    expect(mails.filter((template) => template === 'authn_second_factor_lock')).toHaveLength(1);
  });

  it.each(Object.keys(ownerNotices) as NoticeType[])(
    '%s has no place for a secret, and is ASCII in English',
    (type) => {
      const notice = texts[`${type}.subject`] + texts[`${type}.happened`];
      const places = [...notice.matchAll(/\{(\w+)[,}]/g)].map(([, place]) => place);
      expect(notice).toMatch(/^[\x20-\x7e]+$/);
      expect(places.filter((place) => !['names', 'count', 'remaining'].includes(place ?? ''))).toEqual([]);
    },
  );
});
