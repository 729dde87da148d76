import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';
import { ageProofs } from './support/server.js';

useChromium();

test('sign up, turn two-factor authentication on with the QR code on the screen, log in with a code', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await page.getByText('10 left').waitFor();

  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  await person.giveCode(page);

  await page.getByRole('heading', { name: 'Security' }).waitFor();
  expect(person.phone.otpauthUrl.href).toContain(encodeURIComponent(person.email));
  expect(person.backupCodes).toHaveLength(10);
});

test('the key can be typed instead of scanned, and the backup codes copied and downloaded', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('button', { name: 'Copy Key' }).click();
  await page.getByText('Key copied.').waitFor();
  const typed = await page.evaluate(() => navigator.clipboard.readText());

  await person.scanAndConfirm(page);
  // Shown this once, so no slip of the finger may close it.
  await page.getByText('I have saved them').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Copy Backup codes' }).click();
  await page.getByText('Backup codes copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;

  expect(typed).toBe(person.phone.secret);
  expect(download.suggestedFilename()).toBe('twofold-backup-codes.txt');
  expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
  await person.saveBackupCodes(page);
  expect(copied.split('\n')).toEqual(person.backupCodes);
});

test('a wrong code says what to do, empties the field and keeps the focus there', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.givePassword(page);
  const field = page.getByLabel('Code from your authenticator app');

  await field.fill(await person.phone.wrongCode());
  await page.getByRole('alert').getByText('Each code works once: wait for the next one').waitFor();

  // With the next frame.
  await expect.poll(() => field.inputValue()).toBe('');
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  // As pasted from a phone.
  await field.fill((await person.phone.code()).replace(/^.../, '$& '));
  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('a backup code stands in for the phone, once', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  const [code = ''] = person.backupCodes;

  for (const isFirst of [true, false]) {
    await person.logOut(page);
    await person.givePassword(page);
    await page.getByText('type the 6 digits that it shows').waitFor();
    await page.getByRole('button', { name: 'Use a backup code' }).click();
    await page.getByText('Type one of the backup codes that you saved.').waitFor();
    await page.getByLabel('Backup code').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Continue' }).click();
    if (isFirst) {
      await page.getByText('Backup code used. You have 9 left.').waitFor();
    }
  }

  await page.getByText('This backup code is wrong, or was used before.').waitFor();
  // What was sent is what it is about, whatever is asked for next.
  await page.getByRole('button', { name: 'Use a code from the app' }).click();
  await page.getByText('type the 6 digits that it shows').waitFor();
  await page.getByLabel('Code from your').fill(await person.phone.wrongCode());
  await page.keyboard.press('Enter');
  await page.getByText('This code is wrong, or was used before.').waitFor();
});

test('a trusted browser is asked for no code, until it is trusted no longer', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByLabel('Trust this browser').check();
  await person.giveCode(page);
  await page.getByRole('heading', { name: 'Security' }).waitFor();

  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Security' }).waitFor();

  await page.getByRole('button', { name: 'Stop trusting Chrome on Linux' }).click();
  // What is proved by a trusted browser is the password alone.
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByLabel('Code from your authenticator app').fill(await person.phone.code());
  await page.getByText('No browser is trusted.').waitFor();
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
});

test('a new phone replaces the old one, new backup codes the old ones, and it can all be turned off', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  const oldPhone = person.phone;
  const oldCodes = person.backupCodes;

  await page.getByRole('button', { name: 'New phone' }).click();
  await person.scanAndConfirm(page);
  await person.saveBackupCodes(page);
  await page.getByRole('button', { name: 'New backup codes' }).click();
  const dialog = page.getByRole('dialog', { name: 'New backup codes' });
  // The code that the new phone has just shown is enough.
  await dialog.getByRole('button', { name: 'Get new codes' }).click();
  await person.saveBackupCodes(page);

  await ageProofs(person.email, 2);
  await page.getByRole('button', { name: 'Turn off' }).click();
  const turnOff = page.getByRole('dialog').getByRole('button', { name: 'Turn off' });
  const code = page.getByRole('dialog').getByLabel('Code from your');
  await turnOff.click();
  await code.fill(await oldPhone.code());
  // What is red is sent by a click, and by nothing else.
  expect(await turnOff.getAttribute('aria-busy')).toBe('false');
  await turnOff.click();
  await page.getByRole('dialog').getByText('This code is wrong').waitFor();
  await code.fill(await person.phone.code());
  await turnOff.click();
  await page.getByText('Two-factor authentication is off.').waitFor();
  expect(person.backupCodes).not.toEqual(oldCodes);
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('after five minutes one code is enough to get new backup codes, and it is used once', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await ageProofs(person.email);
  await page.getByRole('button', { name: 'New backup codes' }).click();
  await page.getByRole('button', { name: 'Get new codes' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await proof.getByLabel('Password', { exact: true }).fill(person.password);
  await proof.getByLabel('Code from your').fill(await person.phone.code());
  await person.saveBackupCodes(page);

  const activity = page.getByRole('region', { name: 'Recent activity' });
  await activity.getByText('New backup codes made').waitFor();
  expect(await activity.getByText('Code used a second time').count()).toBe(0);
});

test('the page is not left by accident while backup codes are shown', async () => {
  const page = await newPage();
  const person = await Person.signedUp(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await person.scanAndConfirm(page);
  await page.getByLabel('I have saved them').waitFor();
  const asked = page.waitForEvent('dialog');
  await page.evaluate('setTimeout(() => location.reload())');
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await person.saveBackupCodes(page);

  page.on('dialog', () => expect.unreachable('Nothing is left to lose.'));
  await page.reload();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('five wrong codes lead back to the log-in, which says why and has the address still', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.givePassword(page);
  const code = page.getByLabel('Code from your');
  for (let round = 1; round <= 5; round++) {
    const answered = page.waitForResponse('**/2fa/authenticate');
    await code.fill(await person.phone.wrongCode());
    expect((await answered).status()).toBe(401);
    if (round < 5) {
      await expect.poll(() => code.inputValue(), { timeout: 15_000 }).toBe('');
    }
  }
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.getByText('Five codes in a row were wrong').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
});
