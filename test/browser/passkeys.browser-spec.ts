import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violationsOf } from './support/axe.js';
import { newPage, useChromium } from './support/chromium.js';
import { errorBody } from './support/documented.js';
import { PasskeyDevice } from './support/passkey-device.js';
import { Person } from './support/person.js';
import { ageProofs, mailedLink } from './support/server.js';

useChromium();

const NEW_PASSWORD = 'another battery, another staple';
const OPTIONS = '**/authentication/passkey/options';

const section = (page: Page) => page.getByRole('region', { name: 'Passkeys' });
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name });

async function addPasskey(page: Page, device: PasskeyDevice): Promise<void> {
  const before = await section(page).getByRole('button', { name: 'Rename' }).count();
  await device.create(() => section(page).getByRole('button', { name: 'Add a passkey' }).click());
  await expect
    .poll(() => section(page).getByRole('button', { name: 'Rename' }).count(), { timeout: 10_000 })
    .toBe(before + 1);
}

/** Signed up, with a confirmed address and one passkey. */
async function withPasskey(page: Page, look?: { isSynced: boolean }) {
  const device = await PasskeyDevice.pluggedInto(page, look);
  const person = await Person.signedUp(page);
  await person.verifyAddress(page);
  await addPasskey(page, device);
  return { person, device };
}

/** {@link withPasskey}, which is the second factor, too. */
async function withPasskeyAlone(page: Page, look?: { isSynced: boolean }) {
  const { person, device } = await withPasskey(page, look);
  await page.getByRole('button', { name: 'Turn on with a passkey' }).click();
  const dialog = dialogOf(page, 'Turn on two-factor authentication');
  await device.use(() => dialog.getByRole('button', { name: 'Turn on' }).click());
  await person.saveBackupCodes(page);
  await page.getByText('10 left').waitFor();
  return { person, device };
}

function countOptions(page: Page): { count: number } {
  const seen = { count: 0 };
  page.on('request', (request) => {
    seen.count += request.url().endsWith('/authentication/passkey/options') ? 1 : 0;
  });
  return seen;
}

async function logInByButton(page: Page, device: PasskeyDevice): Promise<void> {
  await device.offered();
  await device.use(() => page.getByRole('button', { name: 'Log in with a passkey' }).click());
}

async function expectSecurity(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Security' }).waitFor();
}

test('a passkey is added once the address is confirmed, renamed, and logs in from the address field', async () => {
  const page = await newPage();
  const device = await PasskeyDevice.pluggedInto(page);
  const person = await Person.signedUp(page);
  await section(page).getByText('Confirm your e-mail address first').waitFor();
  expect(await section(page).getByRole('button').count()).toBe(0);
  await person.verifyAddress(page);
  await section(page).getByText('You have no passkey.').waitFor();

  await addPasskey(page, device);
  await section(page).getByText('Only on one device').waitFor();
  await section(page).getByText('never used').waitFor();
  await page.getByText('Your password alone still logs in.').waitFor();
  await section(page).getByRole('button', { name: 'Rename' }).click();
  await dialogOf(page, 'Rename passkey').getByLabel('Name').fill('My laptop');
  await dialogOf(page, 'Rename passkey').getByRole('button', { name: 'Rename' }).click();
  await section(page).getByRole('button', { name: 'Rename My laptop' }).waitFor();

  await person.logOut(page);
  await device.offered();
  // What waits already is not answered; what the page asks for next is.
  await device.use(() => page.reload());
  await expectSecurity(page);
  await section(page).getByText('used just now').waitFor();
  await page.getByText('Passkey renamed').waitFor();
  expect(await page.getByRole('banner').innerText()).toContain(person.email);
});

test('the button logs in as well, and stays logged in where that is wanted', async () => {
  const page = await newPage();
  const { person, device } = await withPasskey(page);
  for (const isWanted of [false, true]) {
    await person.logOut(page);
    await page.getByLabel('Stay logged in').setChecked(isWanted);
    await logInByButton(page, device);
    await expectSecurity(page);
    const cookies = await page.context().cookies();
    // -1 of what ends with the browser.
    expect(cookies.some(({ expires }) => expires > Date.now() / 1000 + 86_400)).toBe(isWanted);
  }
});

test('who cancels is told so, and can use the password instead', async () => {
  const page = await newPage();
  const { person, device } = await withPasskey(page);
  await person.logOut(page);
  await device.offered();
  await device.recognise(false);
  await device.setPresence(true);

  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  await page.getByText('No passkey was used').waitFor();
  await device.setPresence(false);
  await person.givePassword(page);
  await expectSecurity(page);
});

test('a waiting log-in page asks anew every 4 minutes, and not once it is left', async () => {
  const page = await newPage();
  const { person, device } = await withPasskey(page);
  await person.logOut(page);
  await device.offered();
  const options = countOptions(page);
  await page.clock.install();
  await page.reload();
  await device.offered();
  expect(options.count).toBe(1);

  await page.clock.fastForward('04:01');
  await expect.poll(() => options.count).toBe(2);
  await device.offered();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.clock.fastForward('10:00');
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  expect(options.count).toBe(2);

  await page.getByRole('link', { name: 'Log in' }).click();
  await device.offered();
  expect(options.count).toBe(3);
  // Offered anew, and this time somebody takes it.
  await device.use(() => page.clock.fastForward('04:01'));
  await expectSecurity(page);
  expect(await page.getByRole('alert').filter({ hasText: /\w/ }).count()).toBe(0);
});

test('a passkey that the account has no more is refused, and the browser forgets it', async () => {
  const page = await newPage();
  const { person, device } = await withPasskey(page);
  // Where the passkey is not, so that the device hears nothing of it.
  const other = await newPage();
  await person.givePassword(other);
  await section(other).getByRole('button', { name: 'Remove' }).click();
  await dialogOf(other, 'Remove this passkey?').getByRole('button', { name: 'Remove' }).click();
  await section(other).getByText('You have no passkey.').waitFor();
  // That logged this browser out.
  await page.goto('/');
  expect(await device.passkeys()).toHaveLength(1);

  await logInByButton(page, device);
  await page.getByText('This passkey opens nothing here any more').waitFor();
  await expect.poll(async () => (await device.passkeys()).length).toBe(0);
});

test('no answer but that one makes the browser forget a passkey', async () => {
  const page = await newPage();
  const { person, device } = await withPasskey(page);
  await person.logOut(page);
  for (const [status, errorCode, text] of [
    [401, 'WRONG_PASSKEY', 'This passkey was not accepted.'],
    [503, 'SERVICE_UNAVAILABLE', 'The server is busy or not there.'],
  ] as const) {
    await page.route('**/authentication/passkey', (route) =>
      route.fulfill({ status, json: errorBody(status, errorCode) }),
    );
    await logInByButton(page, device);
    await page.getByText(text).waitFor();
  }
  expect(await device.passkeys()).toHaveLength(1);

  await page.unroute('**/authentication/passkey');
  await logInByButton(page, device);
  await expectSecurity(page);
});

test('the device forgets what is removed here, and shows the new address after a change', async () => {
  const page = await newPage();
  const { person, device } = await withPasskey(page);
  const newEmail = `new-${person.email}`;
  await page.getByRole('button', { name: 'Change e-mail address' }).click();
  await page.getByLabel('New e-mail address').fill(newEmail);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Open the link that we sent').waitFor();
  await page.goto(await mailedLink(newEmail, 'verify-email'));
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByRole('link', { name: 'Continue' }).click();
  await expectSecurity(page);
  await expect
    .poll(async () => (await device.passkeys()).map(({ userName }) => userName))
    .toEqual([newEmail]);

  await section(page).getByRole('button', { name: 'Remove' }).click();
  await dialogOf(page, 'Remove this passkey?').getByRole('button', { name: 'Remove' }).click();
  await section(page).getByText('You have no passkey.').waitFor();
  await expect.poll(async () => (await device.passkeys()).length).toBe(0);
});

test('a device takes one passkey of an account, and says so', async () => {
  const page = await newPage();
  const { device } = await withPasskey(page);
  await device.setPresence(true);
  await section(page).getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('This device has a passkey of your account already.').waitFor();
  expect(await device.passkeys()).toHaveLength(1);
});

test('two-factor authentication with a passkey alone: password and passkey, or a backup code', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page);
  expect(person.backupCodes).toHaveLength(10);

  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Use your passkey' }).waitFor();
  await device.use(() => page.getByRole('button', { name: 'Continue' }).click());
  await expectSecurity(page);

  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('button', { name: 'Use a backup code' }).click();
  await page.getByLabel('Backup code').fill(person.backupCodes[0] ?? '');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Backup code used. You have 9 left.').waitFor();

  // A page that was loaded in the middle does not know of the passkey, and offers it all the same.
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Use your passkey' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await device.use(() => page.getByRole('button', { name: 'Continue' }).click());
  await expectSecurity(page);
});

test('whoever closes a dialog, or leaves the page, is asked for no passkey any more', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page);
  await ageProofs(person.email, 2);
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
  await device.asked('optional');
  await page.keyboard.press('Escape');
  await device.asked('');

  await person.logOut(page);
  await device.offered();
  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  await device.asked('optional');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await device.asked('');
});

test('the last passkey stays while it is the second factor, which a passkey turns off', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page);
  await section(page).getByRole('button', { name: 'Remove' }).click();
  await dialogOf(page, 'Remove this passkey?').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('This passkey is your only second factor.').waitFor();
  await page.keyboard.press('Escape');

  await ageProofs(person.email, 2);
  await page.getByRole('button', { name: 'Turn off' }).click();
  const dialog = dialogOf(page, 'Turn off two-factor authentication');
  await dialog.getByText('Your passkeys go on logging you in.').waitFor();
  await device.use(() => dialog.getByRole('button', { name: 'Turn off' }).click());
  await page.getByText('Two-factor authentication is off.').waitFor();
  await person.logOut(page);
  await logInByButton(page, device);
  await expectSecurity(page);
});

test('after five minutes a passkey alone confirms who is there, also before another one is asked for', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page);
  await ageProofs(person.email);
  await page.getByRole('button', { name: 'New backup codes' }).click();
  const dialog = dialogOf(page, 'New backup codes');
  const proof = dialogOf(page, 'Confirm that it is you');
  await dialog.getByRole('button', { name: 'Get new codes' }).click();
  await proof.waitFor();
  // Both ways, since the password is still one.
  await proof.getByRole('button', { name: 'Use your password' }).click();
  await proof.getByLabel('Password', { exact: true }).waitFor();
  await proof.getByRole('button', { name: 'Use a passkey', exact: true }).last().click();
  expect(await violationsOf(page)).toEqual([]);
  const old = person.backupCodes;

  // One touch is enough.
  await device.setPresence(true);
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await person.saveBackupCodes(page);
  await device.setPresence(false);
  expect(person.backupCodes).not.toEqual(old);
});

test('an access token that ran out is refreshed before the passkey is asked for', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page);
  await ageProofs(person.email);
  await page.context().clearCookies({ name: 'Authentication' });
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const proof = dialogOf(page, 'Confirm that it is you');
  await proof.waitFor();
  await page.context().clearCookies({ name: 'Authentication' });
  await device.use(() => proof.getByRole('button', { name: 'Confirm' }).click());
  await page.getByRole('img', { name: 'QR code' }).waitFor();
});

test('a forgotten password is reset with the passkey', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page);
  await person.logOut(page);
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(await mailedLink(person.email, 'reset-password'));
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('give a code, too, or use a passkey').waitFor();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await device.use(() => page.getByRole('button', { name: 'Change password' }).click());
  await page.getByText('Your password is changed').waitFor();

  await page.getByRole('link', { name: 'Log in' }).click();
  person.password = NEW_PASSWORD;
  await person.givePassword(page);
  await device.use(() => page.getByRole('button', { name: 'Continue' }).click());
  await expectSecurity(page);
});

test('passkeys only: the password is refused as if it were wrong, until it is allowed again', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page, { isSynced: true });
  await section(page).getByText('Synced', { exact: true }).waitFor();
  await section(page).getByRole('button', { name: 'Use passkeys only' }).click();
  const dialog = dialogOf(page, 'Use passkeys only?');
  await dialog.getByText('one way back').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await device.use(() => dialog.getByRole('button', { name: 'Use passkeys only' }).click());
  await page.getByText('From now on only your passkeys log in.').waitFor();
  await page.getByText('your account takes passkeys only').waitFor();

  await person.logOut(page);
  await person.givePassword(page);
  await page.getByText('The e-mail address or the password is wrong.').waitFor();
  await logInByButton(page, device);
  await expectSecurity(page);

  // The dialog that asks who is there knows of it, too.
  await ageProofs(person.email);
  await section(page).getByRole('button', { name: 'Remove' }).click();
  await dialogOf(page, 'Remove this passkey?').getByRole('button', { name: 'Remove' }).click();
  const proof = dialogOf(page, 'Confirm that it is you');
  await proof.waitFor();
  expect(await proof.getByLabel('Password').count()).toBe(0);
  await device.use(() => proof.getByRole('button', { name: 'Confirm' }).click());
  await dialogOf(page, 'Remove this passkey?').getByRole('alert').filter({ hasText: /\w/ }).waitFor();
  await page.keyboard.press('Escape');

  await section(page).getByRole('button', { name: 'Allow the password again' }).click();
  const back = dialogOf(page, 'Allow the password again?');
  await device.use(() => back.getByRole('button', { name: 'Allow the password' }).click());
  await page.getByText('Your password logs in again.').waitFor();
  await person.logOut(page);
  await person.givePassword(page);
  await device.use(() => page.getByRole('button', { name: 'Continue' }).click());
  await expectSecurity(page);
});

test('who has passkeys only is asked for no password, not even to delete the account', async () => {
  const page = await newPage();
  const { person, device } = await withPasskeyAlone(page, { isSynced: true });
  await section(page).getByRole('button', { name: 'Use passkeys only' }).click();
  await device.use(() =>
    dialogOf(page, 'Use passkeys only?').getByRole('button', { name: 'Use passkeys only' }).click(),
  );
  await page.getByText('your account takes passkeys only').waitFor();
  expect(await page.getByRole('button', { name: 'Change password' }).count()).toBe(0);
  await ageProofs(person.email);

  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = dialogOf(page, 'Delete your account?');
  expect(await dialog.getByLabel('Password').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  const proof = dialogOf(page, 'Confirm that it is you');
  await proof.waitFor();
  await device.use(() => proof.getByRole('button', { name: 'Confirm' }).click());
  await page.getByText('Your account is deleted.').waitFor();
});

test('passkeys only takes more than one passkey on one device', async () => {
  const page = await newPage();
  const { device } = await withPasskeyAlone(page);
  await section(page).getByRole('button', { name: 'Use passkeys only' }).click();
  const dialog = dialogOf(page, 'Use passkeys only?');
  await device.use(() => dialog.getByRole('button', { name: 'Use passkeys only' }).click());
  await dialog.getByText('two passkeys or one that is synced').waitFor();
});

test('where there are no passkeys, nobody is offered one', async () => {
  const refused = await newPage();
  await refused.route(OPTIONS, (route) =>
    route.fulfill({ status: 409, json: errorBody(409, 'PASSKEYS_UNAVAILABLE') }),
  );
  await refused.goto('/');
  await refused.getByRole('button', { name: 'Log in', exact: true }).waitFor();
  await refused.getByRole('button', { name: 'Log in with a passkey' }).waitFor({ state: 'detached' });

  const old = await newPage();
  await old.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  const options = countOptions(old);
  const person = await Person.signedUp(old);
  await section(old).getByText('This browser cannot use passkeys here.').waitFor();
  await person.logOut(old);
  expect(await old.getByRole('button', { name: 'Log in with a passkey' }).count()).toBe(0);
  expect(options.count).toBe(0);
});

test.each([
  { width: 1440, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const)('axe finds nothing at $width px, $colorScheme', async (look) => {
  const page = await newPage(look);
  const see = async () => {
    expect(await violationsOf(page)).toEqual([]);
    const isTooWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
    );
    expect(isTooWide).toBe(false);
  };
  const { person, device } = await withPasskey(page);
  await section(page).scrollIntoViewIfNeeded();
  await see();
  for (const [button, title] of [
    ['Rename', 'Rename passkey'],
    ['Remove', 'Remove this passkey?'],
    ['Use passkeys only', 'Use passkeys only?'],
  ] as const) {
    await section(page).getByRole('button', { name: button }).click();
    await dialogOf(page, title).waitFor();
    await see();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: 'Turn on with a passkey' }).click();
  await see();
  await device.use(() => page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click());
  await person.saveBackupCodes(page);
  await page.getByText('10 left').waitFor();
  await see();
  await page.getByRole('button', { name: 'Turn off' }).click();
  await see();
  await page.keyboard.press('Escape');
  await person.logOut(page);
  await page.getByRole('button', { name: 'Log in with a passkey' }).waitFor();
  await see();
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Use your passkey' }).waitFor();
  await see();
});
