import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import {
  LAN_HOST,
  newBrowser,
  newBrowserWithoutCookies,
  newPage,
  takeComplaints,
  useChromium,
} from './support/chromium.js';
import { Person } from './support/person.js';

useChromium();

const lanUrl = (): string => inject('serverUrl').replace('localhost', LAN_HOST);

async function expireAccessToken(page: Page): Promise<void> {
  await page.context().clearCookies({ name: 'Authentication' });
}

/** A browser that throws away the cookies of an answer: it looks as if they had never been sent. */
async function dropCookies(page: Page): Promise<void> {
  await page.route('**/authentication/log-in', (route) =>
    route.fulfill({
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify({ isSecondFactorRequired: true, methods: ['totp', 'backup-code'] }),
    }),
  );
}

test('a clock that was fast, and what it wrote, stops no refresh', async () => {
  const page = await newPage();
  await Person.signedUp(page);
  await page.evaluate(() => {
    for (const name of ['twofold:refreshed-at', 'twofold:last-refresh']) {
      localStorage.setItem(name, String(Date.now() + 1e10));
    }
  });
  await expireAccessToken(page);
  await page.reload();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('a refresh that hangs is given up after ten seconds and said, and does not hold up the other tab longer', async () => {
  const browser = await newBrowser();
  const first = await browser.newPage();
  await Person.signedUp(first);
  const second = await browser.newPage();
  await second.goto('/');
  await second.getByRole('heading', { name: 'Security' }).waitFor();
  await expireAccessToken(first);
  await browser.route('**/authentication/refresh', () => {}, { times: 1 });

  const hanging = first.waitForRequest('**/authentication/refresh');
  await first.reload();
  await hanging;
  await second.reload();
  await Promise.all([first, second].map((page) => page.getByText('Loading…').waitFor()));

  await first.getByText('The server took too long to answer.').waitFor();
  await second.getByRole('heading', { name: 'Security' }).waitFor();
  await first.getByRole('button', { name: 'Try again' }).click();
  await first.getByRole('heading', { name: 'Security' }).waitFor();
});

test('a tab that never gives up its turn to refresh keeps no other waiting for good', async () => {
  const browser = await newBrowser();
  const page = await browser.newPage();
  await Person.signedUp(page);
  const stuck = await browser.newPage();
  await stuck.goto('/');
  await stuck.evaluate(
    () =>
      new Promise<void>((resolve) => {
        void navigator.locks.request('twofold:refresh', () => {
          resolve();
          return new Promise(() => {});
        });
      }),
  );
  // Ten seconds once in this file are enough.
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (milliseconds) => timeout(milliseconds / 4);
  });
  await expireAccessToken(page);

  await page.reload();

  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('a server that is asked once more shows that the answer is awaited', async () => {
  const page = await newPage();
  await page.route('**/authentication', () => {});
  await page.route('**/authentication', (route) => route.abort(), { times: 1 });
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Try again' });

  await button.click();

  await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
});

test('whose browser is set to keep nothing signs up, and learns the reason why that is all', async () => {
  const page = await (await newBrowserWithoutCookies()).newPage();
  const person = new Person();
  const reason = page.getByText('Your browser does not keep the cookies of this site');
  await page.goto('/sign-up');
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await reason.waitFor();

  await person.givePassword(page);
  await reason.waitFor();
});

test('cookies that are kept until the code, and no longer, are found out there', async () => {
  const page = await newPage();
  const person = await Person.withPhone(page);
  await person.logOut(page);
  await person.givePassword(page);
  await page.getByLabel('Code from your authenticator app').waitFor();
  await page.route('**/2fa/authenticate', async (route) => {
    const answer = await route.fetch();
    await page.context().clearCookies();
    const { 'set-cookie': _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });

  await person.giveCode(page);

  await page.getByText('Your browser does not keep the cookies of this site').waitFor();
});

test('a browser that keeps no cookies is told from a server that does not answer', async () => {
  const page = await newPage();
  await dropCookies(page);
  await new Person().givePassword(page);
  await page.getByText('Your browser does not keep the cookies of this site').waitFor();
});

test('so is a page without https at an address of the network', async () => {
  const page = await newPage();
  await dropCookies(page);
  await page.goto(lanUrl());
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await page.getByLabel('E-mail address').fill(new Person().email);
  await page.getByLabel('Password', { exact: true }).fill(new Person().password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByText('This page was opened without https').waitFor();
});

test('where a server is tried out at an address of the network, without https, all works', async () => {
  const page = await newPage();
  const person = new Person();
  await page.goto(`${lanUrl()}/sign-up`);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await expireAccessToken(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
});

test('where the browser denies storage, the pages work, and refresh', async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    const deny = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: deny });
    Object.defineProperty(window, 'BroadcastChannel', { value: deny });
    Object.defineProperty(navigator, 'locks', { value: undefined });
  });
  const person = await Person.signedUp(page);
  await expireAccessToken(page);
  await page.reload();
  await page.getByText(person.email).first().waitFor();
  await person.logOut(page);
});

test('an answer that is not of the API is no lost connection: a network that wants a log-in of its own', async () => {
  const page = await newPage();
  const portal = { contentType: 'text/html', body: '<h1>Welcome to our hotel</h1>' };
  await page.route('**/authentication', (route) => route.fulfill(portal), { times: 1 });
  await page.goto('/');
  await page.getByText('The server is busy or not there.').waitFor();
  // Not documented, of course.
  expect(takeComplaints()).toHaveLength(1);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a fault of the page itself is said, and does not leave it blank', async () => {
  const page = await newPage();
  await Person.signedUp(page);
  await page.addInitScript(() => {
    Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
      construct: () => ({
        format: () => {
          throw new Error('broken by the test');
        },
      }),
    });
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Something went wrong in this page' }).waitFor();
  expect(takeComplaints().join()).toContain('broken by the test');
  await page.getByRole('button', { name: 'Load again' }).waitFor();
});

test('after an update, a page whose files are gone is loaded again', async () => {
  const page = await newPage();
  const newer = { contentType: 'text/html', body: '<script src="/assets/index-newer.js"></script>' };
  await page.route('**/assets/esm-*', (route) => route.fulfill({ status: 404 }), { times: 1 });
  await page.route(inject('serverUrl'), (route) =>
    route.request().isNavigationRequest() ? route.continue() : route.fulfill(newer),
  );
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.goto('/');
  // The log-in asks for passkeys by itself, where the browser can; the button does in any case.
  const button = page.getByRole('button', { name: 'Log in with a passkey' });
  await button.click().catch(() => undefined);
  await expect.poll(() => loads, { timeout: 10_000 }).toBe(2);
  await button.waitFor();
  takeComplaints();
});

test('a page that is merely offline is not loaded again, and says so', async () => {
  const page = await newPage();
  await page.route('**/assets/esm-*', (route) => route.abort());
  await page.goto('/');
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  await page.getByText('The server cannot be reached.').waitFor();
  expect(loads).toBe(0);
  takeComplaints();
});
