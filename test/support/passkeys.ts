import { expectStatus } from './account.js';
import type { Answer, Browser } from './browser.js';
import type { Lies, SoftAuthenticator } from './soft-authenticator.js';

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
