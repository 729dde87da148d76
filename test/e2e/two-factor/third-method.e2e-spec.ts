import { registry } from '../../../src/http/registry.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { SemaphoreMethod, SemaphoreModule } from '../../support/semaphore.method.js';
import { TestApp } from '../../support/test-app.js';

describe('a second factor of another kind, which is one class in a module of its own', () => {
  let app: TestApp;
  let semaphore: SemaphoreMethod;
  let owner: Account;
  let browser: Browser;
  let userId: string;

  beforeAll(async () => {
    app = await TestApp.start({}, undefined, [SemaphoreModule]);
    semaphore = app.app.get(SemaphoreMethod, { strict: false });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.verifiedAccount();
    browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    userId = (await browser.get('/authentication')).body.id;
    semaphore.flags.set(userId, 'A');
  });

  /** Not by {@link Browser}: the OpenAPI document of the app as it is knows three methods. */
  const methods = async (): Promise<string[]> => {
    const response = await fetch(`${app.url}/authentication/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: owner.email, password: PASSWORD }),
    });
    return ((await response.json()) as { methods: string[] }).methods;
  };
  const pendingBrowser = async () => {
    const pending = app.browser();
    await pending
      .post('/authentication/log-in', { email: owner.email, password: PASSWORD })
      .catch(() => undefined);
    return pending;
  };

  it('is named where the account has it', async () => {
    expect(await methods()).toEqual(['totp', 'backup-code', 'semaphore']);
    semaphore.flags.delete(userId);
    expect(await methods()).toEqual(['totp', 'backup-code']);
  });

  it('logs in, once with each answer, with its own amr, its event and its metric', async () => {
    const pending = await pendingBrowser();
    expect(await pending.post('/2fa/authenticate', { semaphore: 'B' })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
    });
    await expectStatus(200, pending.post('/2fa/authenticate', { semaphore: 'A' }));
    expect(claimsOf(pending).amr).toEqual(['pwd', 'mfa', 'semaphore']);
    await expectStatus(401, (await pendingBrowser()).post('/2fa/authenticate', { semaphore: 'A' }));
    const events = await app.securityEvents(owner);
    expect(events).toEqual(
      expect.arrayContaining(['authn_second_factor_fail', 'authn_second_factor_success']),
    );
    const metrics = await registry.metrics();
    expect(metrics).toContain('auth_second_factor_total{method="semaphore",result="success"} 1');
  });

  it('is charged to the one budget of the account', async () => {
    const pending = await pendingBrowser();
    await pending.post('/2fa/authenticate', { semaphore: 'B' });
    const [row] = await app.dataSource.query(
      'SELECT failed_attempts FROM second_factor_budgets WHERE user_id = $1',
      [userId],
    );
    expect(row.failed_attempts).toBe(1);
  });

  it('is one answer of several that exclude each other', async () => {
    const body = { semaphore: 'A', twoFactorAuthenticationCode: '123456' };
    expect(await browser.post('/2fa/turn-off', body)).toMatchObject({
      status: 400,
      body: { message: ['give either twoFactorAuthenticationCode or semaphore, not both.'] },
    });
    expect(await browser.post('/2fa/turn-off', { semaphore: 7 })).toMatchObject({ status: 400 });
  });

  it('proves afresh, and turns off, after which it is gone', async () => {
    const proof = { password: PASSWORD, semaphore: 'A' };
    await expectStatus(200, browser.post('/authentication/reauthenticate', proof));
    await expectStatus(204, browser.post('/2fa/turn-off', { semaphore: 'A!' }));
    expect(semaphore.flags.has(userId)).toBe(false);
  });

  it('resets the password', async () => {
    await expectStatus(202, app.browser().post('/account/password-reset', { email: owner.email }));
    const token = await new Mailbox(app).tokenFor(owner.email, 'reset-password');
    const body = { token, password: 'another horse battery staple', semaphore: 'A' };
    await expectStatus(204, app.browser().post('/account/password-reset/confirm', body));
  });
});
