import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { newBrowser, newPage, takeComplaints, useChromium } from './support/chromium.js';
import { Person } from './support/person.js';
import { mailedLink } from './support/server.js';

useChromium();

const choice = (page: Page) => page.locator('.language-choice');
const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

test('it is all in the language of the browser, from the sign-up to the mail', async () => {
  const page = await newPage({ locale: 'de-AT' });
  const { email, password } = new Person();
  await page.goto('/sign-up');
  await page.getByRole('heading', { name: 'Konto anlegen' }).waitFor();
  expect(await languageOf(page)).toBe('de');
  expect(await page.title()).toMatch(/^Konto anlegen · /);
  await page.getByLabel('Passwort', { exact: true }).fill('passwordpassword');
  await page.getByText('Zu leicht zu erraten').waitFor();
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Konto anlegen' }).click();
  await page.getByRole('heading', { name: 'Sicherheit' }).waitFor();
  await page.getByText('Konto angelegt').waitFor();
  await page.getByRole('button', { name: 'E-Mail-Adresse Ändern' }).waitFor();
  await page.goto(await mailedLink(email, 'verify-email'));
  await page.getByRole('button', { name: 'Meine Adresse bestätigen' }).click();
  await page.getByRole('heading', { name: 'Adresse bestätigt' }).waitFor();
});

test('a choice is kept, keeps what was typed and where one is, and is told to the API', async () => {
  const browser = await newBrowser();
  const page = await browser.newPage();
  await page.goto('/');
  await page.getByLabel('E-mail address').fill('alice@example.com');
  await choice(page).focus();
  await choice(page).selectOption('日本語');
  await page.getByRole('heading', { name: 'ログイン' }).waitFor();
  expect(await languageOf(page)).toBe('ja');
  expect(await page.title()).toMatch(/^ログイン · /);
  expect(await page.getByLabel('メールアドレス').inputValue()).toBe('alice@example.com');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('language-choice');

  await page.getByLabel('パスワード', { exact: true }).fill('wrong');
  const [request] = await Promise.all([
    page.waitForRequest('**/authentication/log-in'),
    page.getByRole('button', { name: 'ログイン', exact: true }).click(),
  ]);
  expect(await request.headerValue('accept-language')).toBe('ja');
  await page.getByText('メールアドレスまたはパスワードがまちがっています').waitFor();
  // What is on the screen is in the new language, too: nothing was said in words that are kept.
  await choice(page).selectOption('Polski');
  await page.getByText('Adres e-mail lub hasło jest błędne').waitFor();

  await page.reload();
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  const another = await browser.newPage();
  await another.goto('/sign-up');
  await another.getByRole('heading', { name: 'Załóż konto' }).waitFor();
});

test('a browser loads its language, and no other; what cannot be loaded changes nothing', async () => {
  const page = await newPage({ locale: 'fr-CA' });
  const loaded: string[] = [];
  page.on('request', (request) => {
    const file = /\/pages-[^/]+\.js$/.exec(request.url())?.[0];
    if (file) {
      loaded.push(file);
    }
  });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
  expect(loaded).toHaveLength(1);

  await page.route(/\/pages-[^/]+\.js$/, (route) => route.abort());
  await choice(page).selectOption('English');
  await page.getByText('Le serveur est injoignable').waitFor();
  expect(await choice(page).inputValue()).toBe('fr');
  expect(await languageOf(page)).toBe('fr');
  takeComplaints();
});

test('what reads nothing of ours is in English', async () => {
  const page = await newPage({ locale: 'zh-TW' });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('what stands in the document before any script is in the language of the browser', async () => {
  const documentIn = async (language: string) => {
    const response = await fetch(inject('serverUrl'), { headers: { 'accept-language': language } });
    expect(response.headers.get('vary')).toContain('Accept-Language');
    return response.text();
  };
  expect(await documentIn('de')).toMatch(/<html lang="de">[\s\S]*Diese Seiten brauchen JavaScript/);
  expect(await documentIn('zh')).toMatch(/<html lang="en">[\s\S]*These pages need JavaScript/);
});
