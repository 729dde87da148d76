import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';

useChromium();

test('a log-in is one row of the activity, which unfolds', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.logIn(page);

  const rows = page.getByRole('region', { name: 'Recent activity' }).locator('.activity > li');
  const logIn = rows.first();
  await logIn.getByText('Logged in').first().waitFor();
  expect(await logIn.getByText('Code or passkey accepted').isVisible()).toBe(false);
  expect(await rows.nth(1).innerText()).toContain('Logged out');

  await logIn.getByText('Logged in').first().click();

  await logIn.getByText('Code or passkey accepted').waitFor();
  await logIn.getByText('Password accepted').waitFor();
});

test('what went wrong on the way to a log-in keeps a row of its own', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByLabel('Code from your authenticator app').fill(await person.phone.wrongCode());
  await page.getByText('This code is wrong').waitFor();
  await person.giveCode(page);

  const rows = page.getByRole('region', { name: 'Recent activity' }).locator('.activity > li');
  await rows.nth(1).getByText('Wrong code').waitFor();
  const logIn = rows.first();
  await logIn.locator('summary').click();
  await logIn.getByText('Password accepted').waitFor();
});

test('a phone has the sections in one line, which stays in sight and marks where one is', async () => {
  const page = await newPage({ width: 360 });
  await Person.signedUp(page);
  const sections = page.getByRole('navigation', { name: 'Sections' });
  const current = sections.locator('[aria-current]');
  expect(await current.innerText()).toBe('Two-factor authentication');

  await sections.getByText('Recent activity').click();

  await expect.poll(() => current.innerText()).toBe('Recent activity');
  await expect.poll(() => page.locator('#activity h2').isVisible()).toBe(true);
  const [bar, heading] = [await sections.boundingBox(), await page.locator('#activity h2').boundingBox()];
  expect(bar?.y).toBe(0);
  expect(heading?.y).toBeGreaterThan(bar?.height ?? Infinity);
});

test('the browser in front of one is marked among those that are trusted', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByLabel('Trust this browser').check();
  await person.giveCode(page);

  await page.getByRole('region', { name: 'Trusted browsers' }).getByText('This browser').waitFor();
});

test('backup codes that were lost from the screen are asked about until they are replaced, or said to be saved', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await person.scanAndConfirm(page);
  await page.getByLabel('I have saved them').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  const question = page.getByText('Did you save your backup codes?');
  await question.waitFor();

  await page.getByRole('button', { name: 'Get new ones' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Get new codes' }).click();
  await page.getByLabel('I have saved them').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await question.waitFor();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await question.waitFor({ state: 'detached' });

  await page.reload();
  await page.getByText('10 left').waitFor();
  expect(await question.count()).toBe(0);
});

test('backup codes that are said to be saved where they are shown are not asked about', async () => {
  const page = await newPage();
  await Person.withPhone(page);
  await page.reload();
  await page.getByText('10 left').waitFor();
  expect(await page.getByText('Did you save your backup codes?').count()).toBe(0);
});

test('a notice stands where something was done, covers nothing, and ends with the screen', async () => {
  const page = await newPage({ width: 360 });
  const other = await newPage();
  const person = await Person.signedUp(other);
  await person.givePassword(page);
  const section = page.getByRole('region', { name: 'Where you are logged in' });
  await section.getByRole('button', { name: 'Log out all others' }).click();
  const notice = section.getByText('All other browsers are logged out.');
  await notice.waitFor();
  expect(await page.getByText('All other browsers are logged out.').count()).toBe(1);
  expect(await notice.evaluate((element) => getComputedStyle(element).position)).toBe('static');

  await person.logOut(page);
  await person.givePassword(page);

  await section.getByText('This browser').waitFor();
  expect(await notice.count()).toBe(0);
});

test('what a dialog has copied is said in the dialog', async () => {
  const page = await newPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await Person.signedUp(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByRole('status').getByText('copied').waitFor();
});

test('a section that takes long says that it is loading', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await person.logOut(page);
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/2fa/trusted-devices', async (route) => {
    await held;
    await route.continue();
  });
  await person.givePassword(page);
  const section = page.getByRole('region', { name: 'Trusted browsers' });
  await section.getByText('Loading…').waitFor();
  answer();
  await section.getByText('No browser is trusted.').waitFor();
  expect(await section.getByText('Loading…').count()).toBe(0);
});
