import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPage, useChromium } from './support/chromium.js';
import { useOwnServers } from './support/own-servers.js';
import { Person } from './support/person.js';

useChromium();

const { serve: start, run } = useOwnServers();

const serve = (registration: string) => start({ REGISTRATION: registration });

/** @returns the link, as the mail has it. */
async function invite(url: string, email: string): Promise<string> {
  const { stdout } = await run(['user', 'invite', email, '--print-link', '--json'], {
    REGISTRATION: 'invite',
    PUBLIC_URL: url,
  });
  return JSON.parse(stdout).link;
}

async function signUp(page: Page, person: Person): Promise<void> {
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

test('who is invited signs up by the link, and nobody else is shown a way', async () => {
  const page = await newPage();
  const person = new Person();
  const url = await serve('invite');
  await page.goto(`${url}/`);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(await page.getByRole('link', { name: 'Create an account' }).count()).toBe(0);
  await page.goto(await invite(url, person.email));
  await page.getByRole('heading', { name: 'You are invited' }).waitFor();
  expect(page.url()).toBe(`${url}/sign-up`);
  await signUp(page, new Person());
  await page.getByText('The invitation was mailed to another address.').waitFor();
  await signUp(page, person);
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  expect(await page.getByText('is not confirmed').count()).toBe(0);

  // The same browser, with somebody logged in: the link is for another account.
  const other = new Person();
  await page.goto(await invite(url, other.email));
  await signUp(page, other);
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await page.getByText(other.email).first().waitFor();
});

test('an invitation that lost its last part is pasted instead', async () => {
  const page = await newPage();
  const person = new Person();
  const url = await serve('invite');
  const link = await invite(url, person.email);
  await page.goto(`${url}/sign-up`);
  await page.getByLabel('Code from the invitation').fill(link);
  await signUp(page, person);
  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('a closed site says whom to ask', async () => {
  const page = await newPage();
  const url = await serve('closed');
  await page.goto(`${url}/`);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(await page.getByRole('link', { name: 'Create an account' }).count()).toBe(0);
  await page.goto(`${url}/sign-up`);
  await page.getByRole('heading', { name: 'Nobody can sign up here' }).waitFor();
});
