import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandsOf } from '../support/documentation.js';
import { Clone } from './clone.js';

let clone: Clone;

beforeAll(async () => {
  clone = await Clone.start();
});
afterAll(() => clone.remove());

const answersOf = (lines: string[]): unknown[] => lines.map((line) => JSON.parse(line) as unknown);

it("README's five minutes turn two-factor authentication on, and log in with a code", async () => {
  const [commands = ''] = commandsOf('README.md', 'Five minutes');
  const email = 'alice@example.com';
  expect(answersOf(await clone.do(commands))).toMatchObject([
    { email },
    { email, isTwoFactorAuthenticationEnabled: false },
    { backupCodes: Array.from({ length: 10 }, () => expect.any(String) as string) },
    { isSecondFactorRequired: true },
    { email, isTwoFactorAuthenticationEnabled: true },
    { email, isTwoFactorAuthenticationEnabled: true },
  ]);
});

it('the life of an account in docs/mail.md follows the links of its mails', async () => {
  const [commands = ''] = commandsOf('docs/mail.md', 'The life of an account, with curl');
  const printed = answersOf(await clone.do(commands));
  expect(printed).toMatchObject([
    { email: 'bob@example.com' },
    { message: 'If that is possible, a mail is on its way.' },
  ]);
  const user = { email: 'bob@example.com', password: 'another horse battery staple' };
  const [logIn] = answersOf(
    await clone.do(
      `curl -sS localhost:3000/authentication/log-in -H 'Content-Type: application/json' -d '${JSON.stringify(user)}'`,
    ),
  );
  expect(logIn).toMatchObject({ email: user.email, isEmailVerified: true });
});
