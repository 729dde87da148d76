import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { useOwnServers } from './support/own-servers.js';
import { Person } from './support/person.js';

useChromium();

const { serve, run } = useOwnServers();

const settings = (gracePeriod: string) => ({
  TWO_FACTOR_REQUIRED_GROUPS: 'admins',
  TWO_FACTOR_GRACE_PERIOD: gracePeriod,
});

async function signUp(url: string) {
  const page = await newPage();
  const person = new Person();
  await page.goto(`${url}/sign-up`);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  return { page, person };
}

test('an account that comes into the group is led to the set-up and nowhere else, and is free after it', async () => {
  const { page, person } = await signUp(await serve(settings('0')));
  const { exitCode } = await run(['user', 'groups', person.email, 'add', 'admins'], settings('0'));
  expect(exitCode).toBe(0);

  await page.reload();
  await page.getByRole('heading', { name: 'Set up two-factor authentication' }).waitFor();
  expect(await page.getByRole('region').evaluateAll((regions) => regions.map(({ id }) => id))).toEqual([
    'two-factor',
    'passkeys',
  ]);
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await page.getByRole('alert').count()).toBe(0);

  await page.getByRole('button', { name: 'Turn on' }).click();
  await person.scanAndConfirm(page);
  // Whoever looks at the tab again finds the backup codes there still.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await person.saveBackupCodes(page);
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await page.getByRole('region', { name: 'Where you are logged in' }).waitFor();

  // It cannot be turned off again.
  await page.getByRole('button', { name: 'Turn off' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await dialog.getByText('so it stays on').waitFor();
});

test('in the grace period the page says until when', async () => {
  const { page, person } = await signUp(await serve(settings('864000')));
  await run(['user', 'groups', person.email, 'add', 'admins'], settings('864000'));
  await page.reload();
  await page.getByText(/Your account needs a second factor by \d/).waitFor();
  await page.getByRole('region', { name: 'Delete account' }).waitFor();
});
