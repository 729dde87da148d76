import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { useOwnServers } from './support/own-servers.js';
import { Person } from './support/person.js';
import { mailedLink } from './support/server.js';

useChromium();

const { serve } = useOwnServers();

const SUPPORT_URL = 'https://example.com/help?from=log-in&with="quotes"';

test('who has no code left is told where help is, and so is who had too many tries', async () => {
  const page = await newPage({ baseURL: await serve({ SUPPORT_URL }) });
  const person = await Person.withPhone(page);
  const help = page.getByRole('link', { name: 'Get help' });
  await person.logOut(page);
  expect(await help.count()).toBe(0);
  await person.givePassword(page);
  await page.getByText('Lost your phone or passkey, and your backup codes as well?').waitFor();
  expect(await help.getAttribute('href')).toBe(SUPPORT_URL);

  const { email, password } = person;
  const twoFactorAuthenticationCode = await person.phone.wrongCode();
  const post = (path: string, data: object) => page.request.post(path, { data });
  let status = 401;
  for (let tries = 0; tries < 15 && status === 401; tries++) {
    if (tries % 5 === 0) {
      await post('/authentication/log-in', { email, password });
    }
    status = (await post('/2fa/authenticate', { twoFactorAuthenticationCode })).status();
  }
  expect(status).toBe(429);
  await page.goto('/');
  await page.getByLabel('Code from your').fill(twoFactorAuthenticationCode);
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'Too many attempts.' });
  expect(await alert.getByRole('link', { name: 'Get help' }).getAttribute('href')).toBe(SUPPORT_URL);
});

test('where there is none nothing is said of it', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await page.request.post('/account/password-reset', { data: { email: person.email } });
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  expect(await page.getByText(/help|Lost your/).count()).toBe(0);
  await page.goto(await mailedLink(person.email, 'reset-password'));
  await page.getByLabel('New password', { exact: true }).fill('another battery, another staple');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('give a code, too').waitFor();
  expect(await page.getByText(/help|Lost your/).count()).toBe(0);
});
