import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Account, PASSWORD } from './account.js';
import type { Answer, Browser } from './browser.js';

/** Milliseconds in which every request is answered, whatever the database does; a promise of the contract. */
const ANSWER_WITHIN = 3000;
/** Milliseconds after its return in which the API serves again; a promise, too. */
const RECOVER_WITHIN = 2000;

/** One request of each kind that needs the database, at once. */
function everyKind(owner: Account, browser: Browser): Promise<Answer>[] {
  const stranger = browser.stranger();
  const { email } = owner;
  return [
    browser.copy().get('/authentication'),
    browser.copy().get('/sessions'),
    browser.copy().get('/2fa'),
    browser.copy().get('/account/security-events'),
    browser.copy().post('/2fa/generate'),
    browser.copy().post('/2fa/turn-off', { twoFactorAuthenticationCode: '123456' }),
    browser.copy().post('/authentication/reauthenticate', { password: PASSWORD }),
    browser.copy().post('/authentication/refresh'),
    stranger.post('/authentication/log-in', { email, password: PASSWORD }),
    stranger.post('/authentication/register', { email: 'new@example.com', password: PASSWORD }),
    stranger.post('/account/password-reset', { email }),
    stranger.post('/account/email-verification/confirm', { token: 'a'.repeat(43) }),
  ];
}

export function expectUnavailable({ status, body, headers, cookies }: Answer): void {
  expect({ status, body }).toEqual({
    status: 503,
    body: {
      statusCode: 503,
      error: 'Service Unavailable',
      message: 'The service cannot answer right now. Try again in a moment.',
      errorCode: 'SERVICE_UNAVAILABLE',
    },
  });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  expect(cookies).toEqual([]);
}

/** Nothing may hang, and nothing may pretend; the process is alive. No session may be remembered. */
export async function expectAllUnavailable(owner: Account, browser: Browser): Promise<void> {
  // A machine that is busy with other tests may be late once, but what hangs does so every time.
  for (let attempt = 1; ; attempt++) {
    const start = performance.now();
    const answers = await Promise.all(everyKind(owner, browser));
    const milliseconds = performance.now() - start;
    answers.forEach(expectUnavailable);
    if (milliseconds < ANSWER_WITHIN) {
      break;
    }
    expect(attempt, `${milliseconds} ms`).toBeLessThan(3);
  }
  expect((await browser.stranger().get('/health/live')).status).toBe(200);
}

export async function expectNotReady(browser: Browser): Promise<void> {
  expectUnavailable(await browser.stranger().get('/health/ready'));
}

/** Asks until the answer is another than 503; that must come soon. */
export async function afterRecovery(request: () => Promise<Answer>): Promise<Answer> {
  const deadline = performance.now() + RECOVER_WITHIN;
  for (let answer = await request(); ; answer = await request()) {
    if (answer.status !== 503) {
      return answer;
    }
    expect(performance.now()).toBeLessThan(deadline);
    await setTimeout(20);
  }
}

export async function expectRecovery(browser: Browser): Promise<void> {
  expect((await afterRecovery(() => browser.stranger().get('/health/ready'))).status).toBe(200);
  expect((await browser.get('/authentication')).status).toBe(200);
}
