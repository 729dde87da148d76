import { expectStatus } from '../../support/account.js';
import { logInByPasskey, register } from '../../support/passkeys.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import { httpsEnvironment } from '../../support/test-environment.js';
import type { Lane } from '../lane.js';

/** Logs in by passkey alone. */
export async function passkeyUser(lane: Lane): Promise<void> {
  const person = await lane.owner();
  const [present] = person.passkeys;
  const passkey = present ?? new SoftAuthenticator(httpsEnvironment.PUBLIC_URL);
  if (!present) {
    const first = await person.logIn();
    await expectStatus(201, register(first, passkey));
    person.passkeys.push(passkey);
    await person.logOut(first);
  }
  const browser = lane.browser();
  await expectStatus(200, logInByPasskey(browser, passkey));
  person.live.add(browser);
  await lane.pause();
  await expectStatus(200, browser.get('/passkeys'));
  await person.logOut(browser);
}
