import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { operations } from '../../fuzz/openapi-operations.js';
import type { Account } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';

/** What a right body could have, by the name of the property. */
const values: Record<string, unknown> = {
  email: 'somebody@example.com',
  password: 'correct horse battery staple',
  currentPassword: 'correct horse battery staple',
  newPassword: 'another horse battery staple',
  twoFactorAuthenticationCode: '000000',
  token: 'x'.repeat(43),
  invitation: 'x'.repeat(43),
  response: {},
  name: 'A name',
  isPasswordLogInEnabled: true,
  audience: 'https://api.example.com',
};

const bodies = operations.flatMap(({ method, path, body }) => {
  const known = Object.entries(values).filter(([name]) => body?.properties?.[name]);
  return body ? [{ method, path, body: Object.fromEntries(known) }] : [];
});

const inheritedNames = Object.getOwnPropertyNames(Object.prototype);

let app: TestApp;
let owner: Account;
let browser: Browser;
let pending: Browser;

beforeAll(async () => {
  freezeClock();
  app = await TestApp.start();
  owner = await app.account();
  browser = await owner.logIn();
  await owner.turnTwoFactorOn(browser);
  pending = await owner.logIn();
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});

it.each(bodies)(
  '$method $path refuses each name that an object inherits, as any unknown property (ASVS 2.2.1, 15.3.6)',
  async ({ method, path, body }) => {
    expect(body).not.toEqual({});
    const by = path === '/2fa/authenticate' ? pending : browser;
    for (const name of [...inheritedNames, 'anything']) {
      const text = JSON.stringify({ ...body, canary: 1 }).replace('"canary"', JSON.stringify(name));
      const { status, body: answer } = await by.request(method, path.replace('{id}', randomUUID()), { text });
      expect([name, status, answer.errorCode]).toEqual([name, 400, 'VALIDATION_FAILED']);
      // That one the parser refuses, with all bodies that are none.
      if (name !== '__proto__') {
        expect([name, ...answer.message]).toEqual(
          expect.arrayContaining([name, 'There is a property that this request does not have.']),
        );
      }
    }
  },
);

it.each(inheritedNames)('%s in a query is refused, too', async (name) => {
  const { status, body } = await browser.get(`/account/security-events?${name}=1`);
  expect(status).toBe(400);
  expect(body.message).toEqual(['There is a property that this request does not have.']);
});
