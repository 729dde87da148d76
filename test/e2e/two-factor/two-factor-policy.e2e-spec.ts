import { Controller, Delete, Get, Module, UseGuards } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountGroupsService } from '../../../src/account/account-groups.service.js';
import { AccountOperationsService } from '../../../src/account/account-operations.service.js';
import { Authenticated, JwtTwoFactorGuard } from '../../../src/index.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { discoveredRoutes } from '../../support/discovered-routes.js';
import { HeldLock } from '../../support/held-lock.js';
import { assertion, ORIGIN, register } from '../../support/passkeys.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

const DAY = 86_400;

@Controller('own')
class OwnController {
  @Get()
  @Authenticated()
  read(): string {
    return 'read';
  }

  @Delete()
  @Authenticated('fresh')
  remove(): string {
    return 'removed';
  }
}

@Controller('article')
@UseGuards(JwtTwoFactorGuard)
class ArticleController {
  @Get()
  read(): string {
    return 'read';
  }
}

@Module({ controllers: [OwnController, ArticleController] })
class OwnModule {}

const required = { TWO_FACTOR_POLICY: 'required' };
const ofAdmins = { TWO_FACTOR_REQUIRED_GROUPS: 'admins,owners' };
const enrolmentRequired = { status: 403, body: { errorCode: 'TWO_FACTOR_ENROLMENT_REQUIRED' } };

/** What an enrolment-only session may do; whatever is not here is closed. */
const open = [
  'GET /authentication',
  'POST /authentication/reauthenticate',
  'POST /account/email-verification',
  'GET /2fa',
  'POST /2fa/generate',
  'POST /2fa/turn-on',
  'GET /passkeys',
  'POST /passkeys',
  'POST /passkeys/options',
  // Of a pending log-in, and this is none.
  'POST /2fa/authenticate',
];

beforeAll(freezeClock);
afterAll(() => vi.useRealTimers());

let app: TestApp;

/** One for all tests of a block. Guards are per process, so no two run at the same time. */
function useApp(variables: Record<string, string>): void {
  beforeAll(async () => {
    app = await TestApp.start(variables, undefined, [OwnModule], []);
  });
  afterAll(() => app.stop());
}

const dueAt = async (browser: Browser): Promise<string | null> =>
  (await expectStatus(200, browser.get('/authentication'))).body.twoFactorDueAt;

/** Who has to be held up, and who must not be. */
const states: Record<string, (account: Account, browser: Browser) => Promise<void>> = {
  'without a second factor': async () => {},
  'with a passkey, and two-factor authentication off': async (_, browser) => {
    await expectStatus(201, register(browser, new SoftAuthenticator(ORIGIN)));
  },
  'with an app': (account, browser) => account.turnTwoFactorOn(browser),
  'with a passkey as the second factor': async (_, browser) => {
    const passkey = new SoftAuthenticator(ORIGIN);
    await expectStatus(201, register(browser, passkey));
    await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkey) }));
  },
};

const isOn = (state: string) => state === 'with an app' || state === 'with a passkey as the second factor';

describe.each([
  ['optional', {}, false],
  ['required', required, true],
  ['required, in grace', { ...required, TWO_FACTOR_GRACE_PERIOD: '60' }, false],
  ['of a group that the account is in', ofAdmins, true],
  ['of other groups', { TWO_FACTOR_REQUIRED_GROUPS: 'owners' }, false],
])('where two-factor authentication is %s (ASVS 6.3.3)', (_, variables, isHeldUp) => {
  useApp(variables);

  it.each(Object.keys(states))('an account %s', async (state) => {
    const account = await app.verifiedAccount();
    await app.app.get(AccountGroupsService).add(account.email, 'admins');
    const browser = await account.logIn();
    await states[state]?.(account, browser);

    const isClosed = isHeldUp && !isOn(state);
    const routes = discoveredRoutes(app);
    expect(routes.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...open, 'GET /own', 'DELETE /own', 'GET /article', 'DELETE /account']),
    );
    // What changes something is tried only where it is closed.
    for (const { name, method, path } of routes.filter((route) => isClosed || route.method === 'GET')) {
      const { status, body } = await browser.request(method, path);
      expect([name, body?.errorCode === 'TWO_FACTOR_ENROLMENT_REQUIRED' && status === 403]).toEqual([
        name,
        isClosed && !open.includes(name),
      ]);
    }
    await expectStatus(204, browser.post('/authentication/log-out'));
  });
});

describe('who is held up', () => {
  useApp(required);

  it('turns it on, with an app, in the session that was closed', async () => {
    const account = await app.account();
    const browser = await account.logIn();
    expect(await browser.get('/sessions')).toMatchObject(enrolmentRequired);
    await account.turnTwoFactorOn(browser);
    await expectStatus(200, browser.get('/sessions'));
    expect(await dueAt(browser)).toBeNull();
  });

  it('turns it on after five minutes, once the password is given again', async () => {
    const account = await app.account();
    const browser = await account.logIn({ rememberMe: true });
    advanceClock(600);
    await expectStatus(200, browser.post('/authentication/refresh'));
    expect((await browser.post('/2fa/generate')).body.errorCode).toBe('REAUTHENTICATION_REQUIRED');
    await expectStatus(200, browser.post('/authentication/reauthenticate', { password: account.password }));
    await account.turnTwoFactorOn(browser);
    await expectStatus(200, browser.get('/own'));
  });

  it('is not helped by a new log-in, a remembered one, or a new password', async () => {
    const account = await app.account();
    for (const options of [{}, { rememberMe: true }]) {
      const browser = await account.logIn(options);
      expect(await browser.get('/own')).toMatchObject(enrolmentRequired);
      await expectStatus(200, browser.post('/authentication/refresh'));
      expect(await browser.get('/own')).toMatchObject(enrolmentRequired);
      expect(
        await browser.patch('/account/password', {
          currentPassword: account.password,
          newPassword: 'another long password',
        }),
      ).toMatchObject(enrolmentRequired);
    }
  });
});

describe.each([
  ['past the grace period', required],
  ['in grace as well', { ...required, TWO_FACTOR_GRACE_PERIOD: '3600' }],
  ['in the group', ofAdmins],
])('an account that must have it, %s', (_, variables) => {
  useApp(variables);

  it('cannot turn it off', async () => {
    const account = await app.account();
    await app.app.get(AccountGroupsService).add(account.email, 'admins');
    const browser = await account.logIn();
    await account.turnTwoFactorOn(browser);
    // No code is looked at.
    for (const twoFactorAuthenticationCode of [await account.wrongCode(), await account.code()]) {
      expect(await browser.post('/2fa/turn-off', { twoFactorAuthenticationCode })).toMatchObject({
        status: 403,
        body: { errorCode: 'TWO_FACTOR_REQUIRED_BY_POLICY' },
      });
    }
    const [{ id }] = (await browser.get('/2fa')).body.authenticators;
    // Nor is anybody told to.
    expect((await browser.delete(`/2fa/authenticators/${id}`)).body).toMatchObject({
      errorCode: 'LAST_SECOND_FACTOR',
      message: 'This is the only second factor of your account. Add another one first.',
    });
  });
});

describe('an account of a group that must have it', () => {
  useApp({ ...ofAdmins, TWO_FACTOR_GRACE_PERIOD: String(10 * DAY) });

  it('cannot turn it off in the moment in which it comes into the group', async () => {
    const account = await app.account();
    const browser = await account.logIn();
    await account.turnTwoFactorOn(browser);
    const lock = await HeldLock.ofUser(app, account.email);
    const turningOff = browser.post('/2fa/turn-off', { twoFactorAuthenticationCode: await account.code() });
    await lock.isWaitedForBy(1, turningOff);
    await lock.run(`UPDATE users SET groups = '{admins}' WHERE email = $1`, [account.email]);
    await lock.release();
    expect((await turningOff).body.errorCode).toBe('TWO_FACTOR_REQUIRED_BY_POLICY');
    expect((await browser.get('/2fa')).body.isTwoFactorAuthenticationEnabled).toBe(true);
  });

  it('has no second grace period after the operator has turned it off', async () => {
    const account = await app.account();
    await app.app.get(AccountGroupsService).add(account.email, 'admins');
    await account.turnTwoFactorOn(await account.logIn());
    const browser = await account.logInWithCode({ trustDevice: true });
    await app.app.get(AccountOperationsService).resetTwoFactor(account.email);
    // A browser that was trusted is asked for no code, and is held up as any other.
    await account.logIn({ browser });
    expect(await dueAt(browser)).toBe(new Date().toISOString());
    expect(await browser.get('/own')).toMatchObject(enrolmentRequired);
  });

  it('where the policy does not apply, a reset by the operator makes nothing due', async () => {
    const account = await app.account();
    await account.turnTwoFactorOn(await account.logIn());
    await app.app.get(AccountOperationsService).resetTwoFactor(account.email);
    await app.app.get(AccountGroupsService).add(account.email, 'admins');
    await expectStatus(200, (await account.logIn()).get('/own'));
  });
});
