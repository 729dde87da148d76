import { expectStatus } from './account.js';
import type { Answer, Browser } from './browser.js';
import type { Lies, SoftAuthenticator } from './soft-authenticator.js';
import type { TestApp } from './test-app.js';

/** Of the tests' server, unless it is told otherwise. */
export const ORIGIN = 'http://localhost:3000';

export const wrongPasskey = { status: 401, body: { errorCode: 'WRONG_PASSKEY' } };

/** How many challenges were used up. */
export async function spentChallenges({ dataSource }: TestApp): Promise<number> {
  const [row] = await dataSource.query('SELECT count(*)::int AS count FROM used_passkey_challenges');
  return row.count as number;
}

/** What a page does to make a passkey. */
export async function register(
  browser: Browser,
  authenticator: SoftAuthenticator,
  lies: Lies = {},
): Promise<Answer> {
  const { body } = await expectStatus(200, browser.post('/passkeys/options'));
  return browser.post('/passkeys', { response: authenticator.create(body, lies) });
}

/** What a page does to have something signed, for a log-in or in the place of a code. */
export async function assertion(browser: Browser, authenticator: SoftAuthenticator, lies: Lies = {}) {
  const { body } = await expectStatus(200, browser.post('/authentication/passkey/options'));
  return authenticator.get(body, lies);
}

export async function logInByPasskey(
  browser: Browser,
  authenticator: SoftAuthenticator,
  lies: Lies = {},
): Promise<Answer> {
  return browser.post('/authentication/passkey', { response: await assertion(browser, authenticator, lies) });
}
