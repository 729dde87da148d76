import { beforeEach, describe, expect, it, vi } from 'vitest';
import { JwtTwoFactorStrategy } from '../../../src/sessions/strategies/jwt-two-factor.strategy.js';
import type { Account } from '../../support/account.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

/** A token is verified by Passport once. What that saves, and that nothing else is spared. */
describe('a token that was verified before', () => {
  let app: TestApp;
  let owner: Account;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(3600);
    owner = await app.account();
  });

  const refused = (errorCode: string) => ({ status: 401, body: { errorCode } });

  it('is not verified again', async () => {
    const browser = await owner.logIn();
    const validate = vi.spyOn(app.app.get(JwtTwoFactorStrategy), 'validate');
    expect(await browser.get('/sessions')).toMatchObject({ status: 200 });
    expect(await browser.get('/sessions')).toMatchObject({ status: 200 });
    expect(validate).toHaveBeenCalledOnce();
  });

  it('is refused when it has expired, after 5 minutes; its session lives on', async () => {
    const browser = await owner.logIn();
    await browser.get('/authentication');
    advanceClock(299);
    expect(await browser.get('/authentication')).toMatchObject({ status: 200 });
    advanceClock(1);
    expect(await browser.get('/authentication')).toMatchObject(refused('NOT_AUTHENTICATED'));
    expect(await browser.post('/authentication/refresh')).toMatchObject({ status: 200 });
  });

  it('is refused when its session has ended', async () => {
    const browser = await owner.logIn();
    const thief = browser.copy();
    await thief.get('/authentication');
    await browser.post('/authentication/log-out');
    expect(await thief.get('/authentication')).toMatchObject(refused('NOT_AUTHENTICATED'));
  });

  it('of a pending log-in, known from a route that lets it through, opens no other', async () => {
    await owner.turnTwoFactorOn(await owner.logIn());
    const pending = await owner.logIn();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    expect(await pending.post('/2fa/authenticate', wrong)).toMatchObject(refused('WRONG_TWO_FACTOR_CODE'));
    expect(await pending.get('/authentication')).toMatchObject(refused('SECOND_FACTOR_REQUIRED'));
  });

  it('does not vouch for another with the same content', async () => {
    const browser = await owner.logIn();
    await browser.get('/authentication');
    const [header, payload, signature = ''] = (browser.cookies.get('Authentication') ?? '').split('.');
    const forged = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    browser.cookies.set('Authentication', [header, payload, forged].join('.'));
    expect(await browser.get('/authentication')).toMatchObject(refused('NOT_AUTHENTICATED'));
  });
});
