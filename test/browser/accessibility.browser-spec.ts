import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violationsOf } from './support/axe.js';
import { type Look, newPage, useChromium } from './support/chromium.js';
import { PasskeyDevice } from './support/passkey-device.js';
import { Person } from './support/person.js';
import { mailedLink } from './support/server.js';

useChromium();

/** A folder for pictures of all screens, to look at. */
const SCREENSHOTS = process.env['SCREENSHOTS'];
/** `npm run screenshots`: only those of the README. */
const README_SCREENSHOTS = [
  'set-up-1440-light',
  'passkeys-1440-light',
  'code-360-dark',
  'backup-codes-360-dark',
];

const looks: (Required<Pick<Look, 'width' | 'colorScheme'>> & { email: string })[] = [
  { width: 1440, colorScheme: 'light', email: 'alice@example.com' },
  { width: 360, colorScheme: 'dark', email: 'bob@example.com' },
  ...(SCREENSHOTS && !SCREENSHOTS.startsWith('docs/')
    ? ([
        { width: 1440, colorScheme: 'dark', email: 'carol@example.com' },
        { width: 360, colorScheme: 'light', email: 'dave@example.com' },
      ] as const)
    : []),
];

/** axe-core finds nothing, nothing is wider than the window, and there is one heading that names the screen. */
async function inspect(
  page: Page,
  name: string,
  look: Required<Pick<Look, 'width' | 'colorScheme'>>,
): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  expect([name, await violationsOf(page)]).toEqual([name, []]);
  const isTooWide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog, .card')].some(
      (element) => element.scrollWidth > element.clientWidth + 1,
    ),
  );
  expect([name, isTooWide]).toEqual([name, false]);
  expect(await page.locator('h1').count()).toBe(1);
  expect(await page.title()).toMatch(/ · Twofold$/);
  const picture = `${name}-${look.width}-${look.colorScheme}`;
  if (SCREENSHOTS && (!SCREENSHOTS.startsWith('docs/') || README_SCREENSHOTS.includes(picture))) {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({
      path: join(SCREENSHOTS, `${picture}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
  }
}

test.each(looks)('every screen at $width px, $colorScheme', async (look) => {
  const page = await newPage(look);
  const see = (name: string) => inspect(page, name, look);
  const closeDialog = async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  await page.goto('/');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await see('log-in');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await see('sign-up');

  const person = await Person.signedUp(page, look.email);
  await page.getByText('Account created').waitFor();
  await see('security-off');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await see('set-up');
  await person.scanAndConfirm(page);
  await page.getByText('I have saved them').waitFor();
  await see('backup-codes');
  await person.saveBackupCodes(page);
  await page.getByText('Two-factor authentication turned on').waitFor();
  await see('security-on');

  for (const [button, name] of [
    ['New phone', 'new-phone'],
    ['New backup codes', 'new-backup-codes'],
    ['Turn off', 'turn-off'],
    ['Change e-mail address', 'change-email'],
    ['Change password', 'change-password'],
    ['Delete account', 'delete'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await see(name);
    await closeDialog();
  }

  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  await see('code');
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await page.getByLabel('Code from').fill(await person.phone.wrongCode());
  await page.getByText('This code is wrong').waitFor();
  await see('wrong-code');
  await page.getByRole('button', { name: 'Use a backup code' }).click();
  await see('backup-code');
  await page.getByRole('button', { name: 'Use a code from the app' }).click();
  // So that the trusted browser is on the picture.
  await page.getByLabel('Trust this browser').check();
  await person.giveCode(page);
  await page.getByText('Stop trusting').waitFor();
  await page.locator('#log-in-details').evaluate((element) => element.scrollIntoView());
  await see('security-more');
  await person.logOut(page);

  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await see('forgotten-password');
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await see('check-your-mail');
  await page.goto(await mailedLink(person.email, 'reset-password'));
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await see('reset-password');
  await page.goto(await mailedLink(person.email, 'verify-email'));
  await page.getByRole('heading', { name: 'Confirm your e-mail address' }).waitFor();
  await see('verify-email');
  await page.goto('/reset-password/mailed');
  await page.getByLabel('Code from the mail').waitFor();
  await see('reset-password-without-token');
  await page.goto('/release-address');
  await page.getByRole('heading', { name: 'Release your address' }).waitFor();
  await see('release-address');
  await page.route('**/authentication', (route) => route.abort());
  await page.goto('/');
  await page.getByRole('heading', { name: 'The server does not answer' }).waitFor();
  await see('unreachable');
});

test('the security page of who has an app and a passkey', async () => {
  const look = { width: 1440, colorScheme: 'light' } as const;
  const page = await newPage(look);
  const device = await PasskeyDevice.pluggedInto(page, { isSynced: true });
  const person = await Person.signedUp(page, 'erin@example.com');
  await person.verifyAddress(page);
  await person.turnOn(page);
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await device.create(() => passkeys.getByRole('button', { name: 'Add a passkey' }).click());
  await passkeys.getByRole('button', { name: 'Rename' }).waitFor();
  await page.reload();
  await passkeys.getByRole('button', { name: 'Rename' }).waitFor();
  await expect.poll(() => page.locator('.loading-section').count()).toBe(0);
  await page.locator('nav a[aria-current]', { hasText: 'Two-factor authentication' }).waitFor();
  await inspect(page, 'passkeys', look);
});

/** 400 % on a window of 1280 px. The longest words are German and Polish; Japanese has other fonts, and breaks lines elsewhere. */
test.each(['de', 'pl', 'ja'])('every screen at 320 px in %s', async (language) => {
  const look = { width: 320, colorScheme: 'light' } as const;
  const page = await newPage(look);
  const person = await Person.withPhone(page);
  await page.evaluate((chosen) => localStorage.setItem('twofold:language', chosen), language);
  const see = async (name: string) => {
    await page.locator('h1').waitFor();
    await expect.poll(() => page.locator('.loading-section').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    await inspect(page, `${name}-${language}`, look);
  };

  await page.goto('/');
  await page.locator('#two-factor .facts').waitFor();
  await see('security-on');
  for (const buttons of ['#two-factor .actions', '#log-in-details', '#deletion']) {
    for (const button of await page.locator(`${buttons} button`).all()) {
      await button.click();
      await page.getByRole('dialog').waitFor();
      await see(`dialog of ${buttons}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  }

  await page.context().clearCookies();
  for (const path of [
    '/',
    '/sign-up',
    '/reset-password',
    '/reset-password/mailed',
    '/verify-email',
    '/release-address',
  ]) {
    await page.goto(path);
    await see(path);
  }
  await page.goto('/');
  await page.locator('[name=email]').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.keyboard.press('Enter');
  await page.locator('[name=twoFactorAuthenticationCode]').waitFor();
  await see('code');
  await page.locator('[name=twoFactorAuthenticationCode]').fill(await person.phone.wrongCode());
  await page.locator('.alert-error').waitFor();
  await see('wrong-code');
});

test('it all works with the keyboard, and a dialog gives the focus back', async () => {
  const page = await newPage();
  const person = new Person();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.goto('/');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  for (let stop = 0; stop < 10 && (await focused()) !== 'Create an account'; stop++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await expect.poll(focused).toBe('Security');
  await page.getByRole('button', { name: 'Turn on' }).waitFor();

  for (let stop = 0; stop < 10 && (await focused()) !== 'Turn on'; stop++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('Turn on');
});
