import { expectStatus } from '../../support/account.js';
import type { Lane } from '../lane.js';

/** Registers, logs in, and stays logged in. */
export async function newcomer(lane: Lane): Promise<void> {
  const person = await lane.register();
  const browser = await person.logIn();
  await expectStatus(200, browser.get('/authentication'));
}

/** Logs in and out by password. */
export async function passwordUser(lane: Lane): Promise<void> {
  const person = await lane.owner();
  const browser = await person.logIn();
  for (let page = 0; page < 4; page++) {
    await lane.pause();
    await expectStatus(200, browser.get('/authentication'));
  }
  await expectStatus(200, browser.get('/account/security-events'));
  await person.logOut(browser);
}

/** Changes the password, which logs all other browsers out. */
export async function passwordChanger(lane: Lane): Promise<void> {
  const person = await lane.owner();
  await person.logIn();
  const browser = await person.logIn();
  await lane.pause();
  const newPassword = lane.newPassword();
  await person.changePassword(newPassword, async (currentPassword) => {
    const body = { currentPassword, newPassword };
    await person.endOthers(browser, () => expectStatus(204, browser.patch('/account/password', body)));
  });
  await expectStatus(200, browser.get('/authentication'));
  await person.logOut(browser);
}

/** Forgets the password. Three times an account: there are five such mails an hour. */
export async function forgetfulUser(lane: Lane): Promise<void> {
  const person = await lane.register();
  for (let time = 0; time < 3; time++) {
    await person.logIn();
    const browser = lane.browser();
    await expectStatus(202, browser.post('/account/password-reset', { email: person.email }));
    const token = await lane.mailedToken(person.email, '/reset-password/mailed');
    await expectStatus(204, browser.post('/account/password-reset/check', { token }));
    const password = lane.newPassword();
    await person.changePassword(password, async () => {
      const body = { token, password };
      await person.endOthers(undefined, () =>
        expectStatus(204, browser.post('/account/password-reset/confirm', body)),
      );
    });
    await expectStatus(401, browser.post('/account/password-reset/check', { token }));
    await lane.pause();
  }
}

/** Registers, and leaves again. */
export async function leaver(lane: Lane): Promise<void> {
  const person = await lane.register();
  const browser = await person.logIn();
  await lane.pause();
  const { email, password } = person;
  person.exists = undefined;
  await person.endOthers(undefined, () => expectStatus(204, browser.delete('/account', { password })));
  person.exists = false;
  await expectStatus(401, lane.browser().post('/authentication/log-in', { email, password }));
}
