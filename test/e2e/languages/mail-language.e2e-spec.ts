import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Account, expectStatus, PASSWORD } from '../../support/account.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const inLanguage = (language: string) => ({ 'accept-language': language });

describe('the mails of an account', () => {
  let app: TestApp;
  let mailbox: Mailbox;

  useTestApp((started) => {
    app = started;
    mailbox = new Mailbox(app);
  });
  beforeEach(() => advanceClock(3600));

  async function register(language: string): Promise<Account> {
    const account = await Account.register(app.browser(inLanguage(language)), `${randomUUID()}@example.com`);
    await app.verify(account);
    return account;
  }

  async function subjects({ email }: Account, template?: string): Promise<string[]> {
    return (await mailbox.to(email, template)).map(({ subject }) => subject);
  }

  /** Of a log-in from a browser that was never here; later than the ones before. */
  async function lastNotice(account: Account): Promise<string | undefined> {
    advanceClock(1);
    await account.logIn();
    return (await subjects(account, 'authn_login_new_browser')).at(-1);
  }

  it('are in the language of the browser that it was made in', async () => {
    const account = await register('de-CH, de;q=0.9, en;q=0.8');
    const [mail] = await mailbox.to(account.email);
    expect(mail?.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse');
    expect(mail?.text).toContain('Der Link gilt 24 Stunden.');
    expect(mail?.source).toContain('<html lang=3D"de">');
  });

  it('have a link that works', async () => {
    const account = await register('ja');
    const [mail] = await mailbox.to(account.email);
    expect(mail?.text).toContain('このアドレスを確認する：');
    const confirmation = { token: mail?.token };
    await expectStatus(204, app.browser().post('/account/email-verification/confirm', confirmation));
  });

  it('are in English for who reads nothing of ours', async () => {
    expect(await subjects(await register('zh-Hant'))).toEqual(['Confirm your e-mail address']);
  });

  it('name times by UTC, browsers, and what to do', async () => {
    const account = await register('pl');
    const browser = await account.logIn();
    await expectStatus(
      204,
      browser.patch('/account/password', { currentPassword: PASSWORD, newPassword: `new ${PASSWORD}` }),
    );
    const [mail] = await mailbox.to(account.email, 'authn_password_change');
    expect(mail?.subject).toBe('Hasło zostało zmienione');
    expect(mail?.text).toMatch(/^Kiedy: .* UTC$/m);
    expect(mail?.text).toContain('Przeglądarka: nieznana przeglądarka');
    expect(mail?.text).toContain('Jeśli nie: Ustaw od razu nowe hasło');
  });

  it('stay in it, whoever asks for a new password', async () => {
    const account = await register('de');
    await expectStatus(
      202,
      app.browser(inLanguage('ja')).post('/account/password-reset', { email: account.email }),
    );
    expect(await subjects(account, 'reset-password')).toEqual(['Legen Sie ein neues Passwort fest']);
  });

  it('stay in it when somebody logs in from a browser that was never here: it may be a thief', async () => {
    const account = await register('de');
    const browser = app.browser(inLanguage('de'));
    await account.logIn({ browser });
    await account.logIn({ browser: app.browser(inLanguage('ja')) });
    expect(await subjects(account, 'authn_login_new_browser')).toEqual(['Neue Anmeldung bei Ihrem Konto']);
    expect(await lastNotice(account)).toBe('Neue Anmeldung bei Ihrem Konto');
  });

  it('follow the browser that it is logged in from again', async () => {
    const account = await register('de');
    const browser = await account.logIn({ browser: app.browser(inLanguage('fr-CA')) });
    expect(await lastNotice(account)).toBe('Nouvelle connexion à votre compte');
    await expectStatus(
      200,
      browser.request('POST', '/authentication/log-in', {
        body: { email: account.email, password: PASSWORD },
        headers: inLanguage('pt'),
      }),
    );
    expect(await lastNotice(account)).toBe('Novo acesso à sua conta');
  });

  it('stay in it where a program, which says nothing of a language, logs in', async () => {
    const account = await register('es');
    await account.logIn({ browser: app.browser(inLanguage('*')) });
    expect(await lastNotice(account)).toBe('Nuevo inicio de sesión en tu cuenta');
  });

  it('follow a log-in when its second step is done, and not before', async () => {
    const account = await register('de');
    await account.turnTwoFactorOn(await account.logIn({ browser: app.browser(inLanguage('de')) }));
    const browser = app.browser(inLanguage('de'));
    await account.logInWithCode({ browser });
    advanceClock(60);
    const headers = inLanguage('pl');
    const credentials = { email: account.email, password: PASSWORD };
    await expectStatus(
      200,
      browser.request('POST', '/authentication/log-in', { body: credentials, headers }),
    );
    expect(await languageOf(account)).toBe('de');
    const body = { twoFactorAuthenticationCode: await account.code() };
    await expectStatus(200, browser.request('POST', '/2fa/authenticate', { body, headers }));
    expect(await languageOf(account)).toBe('pl');
  });

  async function languageOf({ email }: Account): Promise<string | null> {
    const [row] = await app.dataSource.query<{ language: string | null }[]>(
      'SELECT language FROM users WHERE email = $1',
      [email],
    );
    return row?.language ?? null;
  }
});

describe('where addresses are verified first', () => {
  let app: TestApp;
  let mailbox: Mailbox;

  useTestApp(
    (started) => {
      app = started;
      mailbox = new Mailbox(app);
    },
    () => TestApp.start({ EMAIL_VERIFICATION: 'required' }),
  );

  const register = (email: string, language: string) =>
    expectStatus(
      202,
      app.browser(inLanguage(language)).post('/authentication/register', { email, password: PASSWORD }),
    );

  it('the first mail is in the language of who signs up, and those to the owner in that of who confirmed', async () => {
    const email = 'alice@example.com';
    await register(email, 'de');
    const token = await mailbox.tokenFor(email, 'verify-email');
    const confirmation = { token };
    await expectStatus(
      204,
      app.browser(inLanguage('es')).post('/account/email-verification/confirm', confirmation),
    );
    await register(email, 'ja');
    const [first] = await mailbox.to(email, 'verify-email');
    const [second] = await mailbox.to(email, 'already-registered');
    expect(first?.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse');
    expect(second?.subject).toBe('Ya tienes una cuenta');
  });
});
