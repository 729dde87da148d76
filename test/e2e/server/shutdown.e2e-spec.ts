import { expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../../src/crypto/password-hasher.js';
import { TestApp } from '../../support/test-app.js';

const logIn = { email: 'nobody@example.com', password: 'correct horse battery staple' };

it('a stop waits for the requests at work, answers them, and then for nobody', async () => {
  // Hashes of some 100 ms, of which two run at a time.
  const app = await TestApp.start({ BCRYPT_COST: '10' });
  const passwordHasher = app.app.get(PasswordHasher);
  const requests = Array.from({ length: 6 }, () => app.browser().post('/authentication/log-in', logIn));
  await vi.waitUntil(() => passwordHasher.waiting > 0, { timeout: 10_000, interval: 1 });

  const start = performance.now();
  const stopped = app.stop();
  const answers = await Promise.all(requests);
  await stopped;

  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(401));
  // A browser keeps an idle connection for minutes.
  expect(answers.map(({ headers }) => headers.get('connection'))).toContain('close');
  expect(performance.now() - start).toBeLessThan(8000);
});

it('a stop right after the start does not hang either', async () => {
  const app = await TestApp.start();
  await app.stop();
});
