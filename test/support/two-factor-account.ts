import type { Account } from './account.js';
import type { Answer, Browser } from './browser.js';
import type { TestApp } from './test-app.js';

export async function accountWithTwoFactor(app: TestApp): Promise<Account> {
  const account = await app.account();
  await account.turnTwoFactorOn(await account.logIn());
  return account;
}

/** Completes a log-in with what the account's app shows. */
export async function withTotp(account: Account, pending: Browser): Promise<Answer> {
  return pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await account.code() });
}

/** As the database keeps it. */
export async function totpSecretOf(app: TestApp, { email }: Account): Promise<string> {
  const [row] = await app.dataSource.query(
    `SELECT secret FROM totp_authenticators t JOIN users u ON u.id = t.user_id WHERE email = $1`,
    [email],
  );
  return row.secret as string;
}
