import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newBrowser, newPage, useChromium } from './support/chromium.js';
import { errorBody } from './support/documented.js';
import { Person } from './support/person.js';
import { ageProofs } from './support/server.js';

useChromium();

/** As if the five minutes of the access token were over: the server refuses it, or the browser has dropped it. */
async function expireAccessToken(page: Page): Promise<void> {
  await page.context().clearCookies({ name: 'Authentication' });
}

function countRefreshes(page: Page): { count: number } {
  const seen = { count: 0 };
  page.on('request', (request) => {
    seen.count += request.url().endsWith('/authentication/refresh') ? 1 : 0;
  });
  return seen;
}

async function stepUp(page: Page, person: Person): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  if (person.phone) {
    await dialog.getByLabel('Code from your authenticator app').fill(await person.phone.code());
  } else {
    await dialog.getByRole('button', { name: 'Confirm' }).click();
  }
}

test('a second browser is logged out from the first, and says so', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  const second = await newPage();
  await person.logIn(second);
  await page.reload();

  await page.getByRole('button', { name: 'Log out Chrome on Linux' }).click();
  await page.getByText('Chrome on Linux is logged out.').waitFor();
  await second.getByRole('button', { name: 'New phone' }).click();

  await second.getByText('You have been logged out. Log in again to go on.').waitFor();
  await person.logIn(second);
  await page.reload();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  await page.getByText('All other browsers are logged out.').waitFor();
  await second.reload();
  await second.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('after five minutes a dialog asks who is there, and then what was asked for is done', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await ageProofs(person.email);

  await page.getByRole('button', { name: 'New phone' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel('Password', { exact: true }).fill('a wrong password of some length');
  await dialog.getByLabel('Code from your authenticator app').fill(await person.phone.code());
  await dialog.getByText('The password is wrong.').waitFor();
  await stepUp(page, person);

  await page.getByRole('dialog', { name: 'Set up your new phone' }).waitFor();
});

test('who does not confirm changes nothing, and is told so', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await ageProofs(person.email);

  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByText('Nothing was changed, because you did not confirm that it is you.').waitFor();
  await page.getByRole('button', { name: 'Turn on' }).click();
  await stepUp(page, person);
  await page.getByRole('img', { name: 'QR code' }).waitFor();
});

test('an access token that ran out is refreshed once, silently, for all requests at once', async () => {
  const page = await newPage();
  await Person.signedUp(page);
  await expireAccessToken(page);
  const refreshes = countRefreshes(page);

  await page.reload();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await page.getByText('This browser').waitFor();
  expect(refreshes.count).toBe(1);

  // In the middle of work: a dialog is open, and its request finds the token expired.
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await expireAccessToken(page);
  await page.getByRole('button', { name: 'New QR code' }).click();
  await expect.poll(() => refreshes.count).toBe(2);
  expect(await page.getByRole('alert').filter({ hasText: /\w/ }).count()).toBe(0);
});

test('two tabs that find it expired at once refresh one after the other, and both go on', async () => {
  const browser = await newBrowser();
  const first = await browser.newPage();
  const person = await Person.signedUp(first);
  const second = await browser.newPage();
  await second.goto('/');
  await second.getByRole('heading', { name: 'Security' }).waitFor();
  const refreshes = [countRefreshes(first), countRefreshes(second)];

  for (let round = 1; round <= 3; round++) {
    await expireAccessToken(first);
    await Promise.all([first.reload(), second.reload()]);
    await Promise.all([first, second].map((page) => page.getByText('This browser').waitFor()));
  }

  const total = refreshes.reduce((sum, { count }) => sum + count, 0);
  expect(total).toBeGreaterThanOrEqual(3);
  expect(total).toBeLessThanOrEqual(6);
  await first.getByText(person.email).first().waitFor();
  await person.logOut(first);
  // The other tab hears of it.
  await second.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('too many attempts: the wait is counted down, and the button works again after it', async () => {
  const page = await newPage();
  await Person.withPhone(page);
  // Who knows the account has too many tries of their own to use them all up here.
  await page.route(
    '**/2fa/turn-off',
    (route) =>
      route.fulfill({
        status: 429,
        headers: { 'Retry-After': '3' },
        json: errorBody(429, 'TOO_MANY_ATTEMPTS'),
      }),
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Turn off' }).click();
  const dialog = page.getByRole('dialog');
  const button = dialog.getByRole('button', { name: 'Turn off' });
  await button.click();

  await dialog.getByText(/You can try again in 0:0[1-3]\./).waitFor();
  expect(await button.isDisabled()).toBe(true);
  await dialog.getByText('You can try again now.').waitFor();
  await button.click();
  await page.getByText('Two-factor authentication is off.').waitFor();
});
