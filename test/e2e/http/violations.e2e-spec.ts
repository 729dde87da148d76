import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, PASSWORD } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';

describe('violations', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.account();
    browser = await owner.logIn();
  });
  afterAll(() => app.stop());

  /** As `property: rule`; a sentence each. */
  const violationsOf = ({ status, body }: Answer): string[] => {
    expect([status, body.errorCode]).toEqual([400, 'VALIDATION_FAILED']);
    const violations = body.violations as { property: string | null; rule: string }[];
    expect(body.message).toHaveLength(violations.length);
    return violations.map(({ property, rule }) => `${property}: ${rule}`);
  };

  const register = (body: unknown) => app.browser().post('/authentication/register', body);
  const email = 'alice.liddell@example.com';

  it.each([
    [{ email, password: 'short' }, ['password: too-short']],
    [{ email, password: 'passwordpassword' }, ['password: too-common']],
    [{ email, password: 'Alice.Liddell2024' }, ['password: contains-email']],
    [{ email: 'nobody', password: PASSWORD }, ['email: not-an-email-address']],
    [
      { email: `${'x'.repeat(250)}@example.com`, password: PASSWORD },
      ['email: not-an-email-address', 'email: too-long'],
    ],
    [{ email, password: '' }, ['password: empty']],
    [{ email }, ['password: not-a-string', 'password: empty', 'password: too-long']],
    [{ email, password: PASSWORD, canary: 1 }, ['null: unknown-property']],
    [{ email, password: PASSWORD, constructor: 1 }, ['null: unknown-property']],
    [[], ['null: malformed']],
  ])('say what is wrong where: %j', async (body, expected) => {
    expect(violationsOf(await register(body)).toSorted()).toEqual(expected.toSorted());
  });

  it('name the property that the request has', async () => {
    const body = { currentPassword: owner.password, newPassword: 'short' };
    expect(violationsOf(await browser.patch('/account/password', body))).toEqual(['newPassword: too-short']);
    body.newPassword = owner.password;
    expect(violationsOf(await browser.patch('/account/password', body))).toEqual(['newPassword: unchanged']);
  });

  it.each([
    [{ twoFactorAuthenticationCode: '12345' }, ['twoFactorAuthenticationCode: not-six-digits']],
    [{ twoFactorAuthenticationCode: '123456', backupCode: 'x' }, ['backupCode: too-many-answers']],
    [{ passkey: {} }, ['passkey: not-a-credential']],
  ])('are there for codes and passkeys: %j', async (body, expected) => {
    expect(violationsOf(await browser.post('/2fa/turn-off', body))).toEqual(expected);
  });

  it('are there for queries, and for what no handler sees', async () => {
    const query = await browser.get('/account/security-events?limit=0&cursor=x');
    expect(violationsOf(query).toSorted()).toEqual(['cursor: malformed', 'limit: too-small']);
    expect(violationsOf(await browser.get('/sessions/%'))).toEqual(['null: malformed']);
    const json = await browser.request('POST', '/authentication/log-in', { text: '{' });
    expect(violationsOf(json)).toEqual(['null: malformed']);
  });

  it('are in no other answer', async () => {
    const { body } = await app.browser().get('/authentication');
    expect(body).not.toHaveProperty('violations');
  });
});
