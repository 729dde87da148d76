import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';
import { mailedLink } from './support/server.js';

useChromium();

const NEW_PASSWORD = 'another battery, another staple';

test('the mailed link confirms the address, and leaves no token in the address bar', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText(`A link is on its way to ${person.email}.`).waitFor();

  // The second: the first was mailed at the sign-up.
  await page.goto(await mailedLink(person.email, 'verify-email', 2));
  await page.getByRole('button', { name: 'Confirm my address' }).waitFor();
  expect(page.url()).toMatch(/\/verify-email$/);
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByRole('link', { name: 'Continue' }).click();

  await page.getByText('Confirmed', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Send the link' }).count()).toBe(0);
});

test('a link that was used says how to get another', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  const link = await mailedLink(person.email, 'verify-email');
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByText('Your e-mail address is confirmed.').waitFor();

  // Once more, in the tab that shows this page: that changes the fragment alone.
  await page.evaluate((href) => window.location.assign(href), link);
  await page.getByRole('button', { name: 'Confirm my address' }).click();

  await page.getByText('This link is used, too old, or not complete. Ask for a new one.').waitFor();
});

/** As a mail gateway does. */
function withoutFragment(link: string): { path: string; token: string } {
  const { pathname, hash } = new URL(link);
  return { path: pathname, token: new URLSearchParams(hash.slice(1)).get('token') ?? '' };
}

test('a link whose token was dropped on the way asks for the code in the mail', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  const { path, token } = withoutFragment(await mailedLink(person.email, 'verify-email'));
  await page.goto(path);
  await page.getByLabel('Code from the mail').fill('something else');
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByText('This link is used, too old, or not complete.').waitFor();

  await page.getByLabel('Code from the mail').fill(` ${token} `);
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByText('Your e-mail address is confirmed.').waitFor();
});

test('so does the one to set a new password, where the whole link will do, too', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.request.post('/account/password-reset', { data: { email: person.email } });
  const link = await mailedLink(person.email, 'reset-password');
  await page.goto(withoutFragment(link).path);
  await page.getByLabel('Code from the mail').fill(link);
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed').waitFor();

  // To ask for another one, there is the way from the log-in.
  await page.goto('/reset-password');
  await page.getByRole('button', { name: 'Send the link' }).waitFor();
});

test('a link as 0.1.0 mailed it works', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.request.post('/account/password-reset', { data: { email: person.email } });
  const { token } = withoutFragment(await mailedLink(person.email, 'reset-password'));
  await page.goto(`/reset-password#token=${token}`);
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed').waitFor();
});

test('an address that somebody else took is released, and signed up with', async () => {
  const squatters = await newPage();
  const squatter = await Person.withPhone(squatters);
  const page = await newPage();
  await page.request.post('/account/password-reset', { data: { email: squatter.email } });
  await page.goto(await mailedLink(squatter.email, 'release-address'));
  expect(page.url()).toMatch(/\/release-address$/);
  await page.getByRole('button', { name: 'Delete that account' }).click();
  await page.getByText('Your address is free').waitFor();

  await Person.signedUp(page, squatter.email);
  await squatters.reload();
  await squatters.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a forgotten password is reset by mail, with the code where there is a second factor', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  const other = await newPage();
  await other.goto('/');
  await other.getByRole('link', { name: 'Forgot password?' }).click();
  await other.getByLabel('E-mail address').fill(person.email);
  await other.getByRole('button', { name: 'Send the link' }).click();
  await other.getByRole('heading', { name: 'Check your mail' }).waitFor();

  await other.goto(await mailedLink(person.email, 'reset-password'));
  await other.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await other.getByRole('button', { name: 'Change password' }).click();
  await other.getByText('give a code, too').waitFor();
  await other.getByLabel('Code from your authenticator app').fill(await person.phone.code());
  await other.getByText('Your password is changed').waitFor();

  await other.getByRole('link', { name: 'Log in' }).click();
  person.password = NEW_PASSWORD;
  await person.logIn(other);
  // The first browser was logged out by it.
  await page.reload();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('what is wrong with a password is said at its field', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password', { exact: true }).fill('not the one that it is');
  await dialog.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await dialog.getByText('The current password is wrong.').waitFor();

  await dialog.getByLabel('Current password', { exact: true }).fill(person.password);
  await dialog.getByLabel('New password', { exact: true }).fill('passwordpassword');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  const field = dialog.getByLabel('New password', { exact: true });
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  await dialog.getByText('Too common or too easy to guess.').waitFor();
  // One sentence: neither above the form, nor beside the hint.
  expect(await dialog.getByRole('alert').filter({ hasText: /\w/ }).count()).toBe(0);
  expect(await dialog.getByText('Several random words').count()).toBe(1);

  // It is about what stood there, and gives way to the hint about what stands there now.
  await field.fill(NEW_PASSWORD);
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe(null);
  await dialog.getByText('Hard to guess. Good.').waitFor();
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed.').waitFor();
});

test('/.well-known/change-password opens the form, also when a log-in comes first', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  const dialog = page.getByRole('dialog', { name: 'Change password' });
  await page.goto('/.well-known/change-password');
  await dialog.waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await page.keyboard.press('Escape');
  await person.logOut(page);

  await page.goto('/.well-known/change-password');
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await dialog.waitFor();
});

test('a new e-mail address counts from the moment its link is opened', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  const newEmail = `new-${person.email}`;
  await page.getByRole('button', { name: 'Change e-mail address' }).click();
  await page.getByLabel('New e-mail address').fill(newEmail);
  await page.getByRole('button', { name: 'Send the link' }).last().click();
  await page.getByText(`Open the link that we sent to ${newEmail}.`).waitFor();

  await page.goto(await mailedLink(newEmail, 'verify-email'));
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByText('Your e-mail address is confirmed.').waitFor();
  await page.goto('/');

  await page.getByRole('banner').getByText(newEmail).waitFor();
});

test('an account is deleted with its password, and cannot be logged in to any more', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('Your account is deleted.').waitFor();

  await person.givePassword(page);

  await page.getByText('The e-mail address or the password is wrong. Check both and try again.').waitFor();
});

test('recent activity tells what happened, and more of it on demand', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  for (let round = 0; round < 10; round++) {
    await person.logOut(page);
    await person.givePassword(page);
    await page.getByRole('heading', { name: 'Security' }).waitFor();
  }
  const activity = page.getByRole('region', { name: 'Recent activity' });
  await activity.getByText('Logged in').first().waitFor();
  const shown = await activity.getByRole('listitem').count();

  await activity.getByRole('button', { name: 'Show more' }).click();

  await activity.getByText('Account created').waitFor();
  expect(await activity.getByRole('listitem').count()).toBeGreaterThan(shown);
});

test('while a new password is typed, the page says whether it is easy to guess', async () => {
  const page = await newPage();
  await page.goto('/sign-up');
  await page.getByLabel('E-mail address').fill('alice.liddell@example.com');
  const field = page.getByLabel('Password', { exact: true });
  for (const easy of ['iloveyouiloveyou', 'aaaaaaaaaaaaaaaa', 'Alice.Liddell2024']) {
    await field.fill(easy);
    await page.getByText('Too easy to guess.').waitFor();
    await field.fill('');
    await page.getByText('At least 15 characters.').waitFor();
  }
  await field.fill(NEW_PASSWORD);
  await page.getByText('Hard to guess. Good.').waitFor();
});

test('a reset link that is used says so before anybody thinks of a password, and gets another one', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.request.post('/account/password-reset', { data: { email: person.email } });
  const link = await mailedLink(person.email, 'reset-password');
  await page.goto(link);
  const field = page.getByLabel('New password', { exact: true });
  await field.fill(NEW_PASSWORD);
  // For password managers; the address was in the fragment of the link, which is gone.
  const username = page.locator('form [autocomplete=username]');
  expect(await username.inputValue()).toBe(person.email);
  expect(page.url()).toMatch(/\/reset-password\/mailed$/);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed').waitFor();

  await page.goto('/');
  await page.goto(link);
  await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
  expect(await field.count()).toBe(0);
  await page.getByRole('button', { name: 'Send me another link' }).click();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(person.email);
});
