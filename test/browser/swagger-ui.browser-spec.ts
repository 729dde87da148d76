import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { AuthenticatorApp } from './support/authenticator-app.js';
import { newPage, useChromium } from './support/chromium.js';

useChromium();

/** A newcomer at `/docs`: opens an operation by the link in the description, edits its example, executes it. */
class Newcomer {
  constructor(private readonly page: Page) {}

  async execute(link: string, body?: object): Promise<{ status: string; answer: Locator }> {
    await this.page.getByRole('link', { name: link, exact: true }).first().click();
    const operation = this.page.locator('.opblock.is-open');
    await operation.waitFor();
    if (body) {
      const example = operation.locator('textarea.body-param__text');
      const shown = JSON.parse(await example.inputValue()) as object;
      // Nobody has to guess a property: each stands in the example.
      expect(Object.keys(shown)).toEqual(expect.arrayContaining(Object.keys(body)));
      await example.fill(JSON.stringify({ ...shown, ...body }));
    }
    // Of an earlier time.
    const clear = operation.getByRole('button', { name: 'Clear' });
    if (await clear.isVisible()) {
      await clear.click();
    }
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response');
    await answer.waitFor();
    const status = await answer.locator('.response-col_status').innerText();
    return { status: status.slice(0, 3), answer };
  }

  async close(): Promise<void> {
    await this.page.locator('.opblock.is-open .opblock-summary-control').click();
    await this.page.locator('.opblock.is-open').waitFor({ state: 'detached' });
  }
}

test('the main flow, top to bottom, with the QR code as a picture', async () => {
  const page = await newPage();
  await page.goto('/docs');
  await page.getByText('Try it here, in this order:').waitFor();
  const newcomer = new Newcomer(page);
  const email = `${randomUUID()}@example.com`;
  const steps: string[] = [];
  const step = async (link: string, body?: object) => {
    const { status, answer } = await newcomer.execute(link, body);
    steps.push(`${link}: ${status}`);
    return answer;
  };

  await step('Sign up', { email });
  await newcomer.close();
  await step('log in', { email });
  await newcomer.close();
  const picture = (await step('Get a QR code')).locator('img');
  await picture.scrollIntoViewIfNeeded();
  const phone = await AuthenticatorApp.scan(picture);
  await newcomer.close();
  const codes = await step('Turn two-factor authentication on', {
    twoFactorAuthenticationCode: await phone.code(),
  });
  expect(await codes.innerText()).toMatch(/"backupCodes"/);
  await newcomer.close();
  await step('Log out');
  await newcomer.close();
  const pending = await step('log in', { email });
  expect(await pending.innerText()).toMatch(/"isSecondFactorRequired": true/);
  await newcomer.close();
  await step('Give the next code', { twoFactorAuthenticationCode: await phone.code() });
  await newcomer.close();
  const who = await step('who is logged in');

  expect(await who.innerText()).toContain(email);
  expect(steps).toEqual([
    'Sign up: 201',
    'log in: 200',
    'Get a QR code: 201',
    'Turn two-factor authentication on: 200',
    'Log out: 204',
    'log in: 200',
    'Give the next code: 200',
    'who is logged in: 200',
  ]);
});
