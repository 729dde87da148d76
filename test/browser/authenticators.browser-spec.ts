import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';

useChromium();

test('the old phone and the new one both work, until the old one is removed', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  const { phone: oldPhone, backupCodes } = person;
  const section = page.getByRole('region', { name: 'Two-factor authentication' });

  await section.getByRole('button', { name: 'Rename Authenticator' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename authenticator app' });
  await renaming.getByLabel('Name').fill('Old phone');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await section.getByRole('button', { name: 'Remove Old phone' }).waitFor();

  await section.getByRole('button', { name: 'Add another app' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Tablet');
  await person.scanAndConfirm(page);
  await section.getByRole('button', { name: 'Remove Tablet' }).waitFor();
  expect(person.backupCodes).toBe(backupCodes);

  for (const phone of [oldPhone, person.phone]) {
    await person.logOut(page);
    await person.givePassword(page);
    await page.getByLabel('Code from your authenticator app').fill(await phone.code());
    await page.getByRole('heading', { name: 'Security' }).waitFor();
  }

  await section.getByRole('button', { name: 'Remove Old phone' }).click();
  const removing = page.getByRole('dialog', { name: 'Remove this authenticator app?' });
  await removing.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The authenticator app is removed.').waitFor();
  await section.getByRole('button', { name: 'Remove Old phone' }).waitFor({ state: 'detached' });
});
