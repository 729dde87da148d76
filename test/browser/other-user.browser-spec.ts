import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newBrowser, newPage, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';
import { ageProofs } from './support/server.js';

useChromium();

const NOTICE = 'Somebody else has logged in here in the meantime.';

async function newPerson(): Promise<Person> {
  return Person.signedUp(await newPage());
}

/** With the cookies of the tab, and without a page that could tell it. */
async function logInUnseen(tab: Page, { email, password }: Person): Promise<void> {
  const answer = await tab.context().request.post('/authentication/log-in', { data: { email, password } });
  expect(answer.status()).toBe(200);
}

/** The tests see all tabs as focused, so the browser does not say by itself that one is looked at again. */
async function lookAgain(tab: Page, times = 1): Promise<void> {
  await tab.evaluate((count) => {
    for (let time = 0; time < count; time++) {
      document.dispatchEvent(new Event('visibilitychange'));
      window.dispatchEvent(new Event('focus'));
    }
  }, times);
}

async function expectAccountOf(tab: Page, { email }: Person): Promise<void> {
  await tab.getByRole('banner').getByText(email).waitFor();
}

test('a change that was clicked under the name of one user is not made for the other who is logged in', async () => {
  const tab = await newPage();
  await Person.signedUp(tab);
  const other = await newPerson();
  await logInUnseen(tab, other);

  const answer = tab.waitForResponse('**/2fa/generate');
  await tab.getByRole('button', { name: 'Turn on' }).click();

  expect((await answer).status()).toBe(409);
  await tab.getByText(`${NOTICE} This is the account of ${other.email}; nothing was done to it.`).waitFor();
  await expectAccountOf(tab, other);
  // Who has read whose account it is can go on.
  await tab.getByRole('button', { name: 'Turn on' }).click();
  await tab.getByRole('img', { name: 'QR code' }).waitFor();
});

test('log out of one user does not log out the other', async () => {
  const tab = await newPage();
  await Person.signedUp(tab);
  const other = await newPerson();
  await logInUnseen(tab, other);

  await tab.getByRole('banner').getByRole('button', { name: 'Log out' }).click();

  await expectAccountOf(tab, other);
  await tab.reload();
  await expectAccountOf(tab, other);
});

test('a tab that is looked at again shows who is logged in by now, and nothing that the other typed', async () => {
  const tab = await newPage();
  const person = await Person.signedUp(tab);
  const other = await newPerson();
  const dialog = tab.getByRole('dialog', { name: 'Confirm that it is you' });
  await ageProofs(person.email);
  await tab.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill('what nobody else may see');
  await logInUnseen(tab, other);

  await lookAgain(tab);

  await expectAccountOf(tab, other);
  await tab.getByText(NOTICE).waitFor();
  expect(await dialog.count()).toBe(0);
  await ageProofs(other.email);
  await tab.getByRole('button', { name: 'Turn on' }).click();
  expect(await dialog.getByLabel('Password', { exact: true }).inputValue()).toBe('');
});

test('a tab that is looked at again says when its session is over', async () => {
  const tab = await newPage();
  await Person.signedUp(tab);
  await tab.context().request.post('/authentication/log-out');

  await lookAgain(tab);

  await tab.getByText('You have been logged out. Log in again to go on.').waitFor();
});

test('what is typed stays while the tab asks who is logged in, whether it is answered or not', async () => {
  const tab = await newPage();
  await Person.signedUp(tab);
  await tab.getByRole('button', { name: 'Change password' }).click();
  const field = tab.getByRole('dialog').getByLabel('New password', { exact: true });
  await field.fill('half of a new passw');

  const answer = tab.waitForResponse('**/authentication');
  await lookAgain(tab);
  await (await answer).finished();
  await tab.context().setOffline(true);
  const failure = tab.waitForEvent('requestfailed', (request) => request.url().endsWith('/authentication'));
  await lookAgain(tab);
  await failure;
  await tab.context().setOffline(false);
  // The tab has taken note of both once it has of a third.
  const third = tab.waitForResponse('**/authentication');
  await lookAgain(tab);
  await (await third).finished();

  expect(await field.inputValue()).toBe('half of a new passw');
});

test('a tab that is looked at many times at once asks once', async () => {
  const tab = await newPage();
  await Person.signedUp(tab);
  let questions = 0;
  tab.on('request', (request) => {
    questions += request.url().endsWith('/authentication') ? 1 : 0;
  });

  const answer = tab.waitForResponse('**/authentication');
  await lookAgain(tab, 20);
  await (await answer).finished();
  await tab.getByRole('button', { name: 'Turn on' }).click();
  await tab.getByRole('img', { name: 'QR code' }).waitFor();

  expect(questions).toBe(1);
});

test('the way back after a log-out does not show the account that the browser kept (ASVS 14.3.1)', async () => {
  const browser = await newBrowser();
  const tab = await browser.newPage();
  const person = await Person.signedUp(tab);
  await tab.evaluate(() =>
    window.addEventListener('pageshow', () => {
      document.body.dataset['seen'] = `On the kept page: ${document.body.innerText}`;
    }),
  );
  await tab.goto('/docs');
  await browser.request.post('/authentication/log-out');

  // A page that was kept is not loaded.
  await tab.goBack({ waitUntil: 'commit' });

  await tab.getByRole('heading', { name: 'Log in' }).waitFor();
  const seen = await tab.evaluate(() => document.body.dataset['seen']);
  expect(seen).toContain('On the kept page');
  expect(seen).not.toContain(person.email);
});
