import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../../../src/sessions/session.entity.js';
import { waitAfter } from '../../../src/two-factor/second-factor-limits.js';
import { SecondFactorsService } from '../../../src/two-factor/second-factors.service.js';
import { TotpService } from '../../../src/two-factor/totp/totp.service.js';
import { User } from '../../../src/users/user.entity.js';
import { claimsOf } from '../../support/access-token.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('the budget of the second factor (ASVS 2.3.2)', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;
  let wrong: { twoFactorAuthenticationCode: string };

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    await wait(60);
  });

  /** Time passes, and the owner's session goes on. */
  async function wait(seconds: number): Promise<void> {
    advanceClock(seconds);
    wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
  }

  const right = async () => ({ twoFactorAuthenticationCode: await owner.code() });
  const guess = async (body: object, pending?: Browser) =>
    (pending ?? (await owner.logIn())).post('/2fa/authenticate', body);

  /** A state that would take days to get to by guesses; the next guess is the one after so many. */
  async function afterFailures(count: number): Promise<void> {
    await app.dataSource.query(
      `UPDATE second_factor_budgets t SET failed_attempts = $1 FROM users u WHERE u.id = t.user_id AND u.email = $2`,
      [count, owner.email],
    );
  }

  async function failures(column = 'failed_attempts'): Promise<number> {
    const [row] = await app.dataSource.query(
      `SELECT ${column} FROM second_factor_budgets t JOIN users u ON u.id = t.user_id WHERE u.email = $1`,
      [owner.email],
    );
    return row[column] as number;
  }

  /** So that each waits as a thief's does. */
  async function forgetBrowsers(): Promise<void> {
    await app.dataSource.query('DELETE FROM known_browsers');
  }

  function expectWait({ status, body, headers }: Answer, seconds: number): void {
    expect({ status, errorCode: body.errorCode as string, retryAfter: headers.get('retry-after') }).toEqual({
      status: 429,
      errorCode: 'TOO_MANY_ATTEMPTS',
      retryAfter: String(seconds),
    });
  }

  const isLocked = { status: 403, body: { errorCode: 'TWO_FACTOR_LOCKED' } };
  const isWrong = { status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } };

  it('is 5 tries per pending log-in, and then the password again', async () => {
    const pending = await owner.logIn();
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await guess(wrong, pending)).toMatchObject(isWrong);
    }
    const sixth = await guess(await right(), pending);
    expect(sixth).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
    await expectStatus(200, guess(await right()));
  });

  it('of a pending log-in ends with it: four wrong codes before the right one cost the session nothing', async () => {
    const pending = await owner.logIn();
    for (let attempt = 0; attempt < 4; attempt++) {
      expect(await guess(wrong, pending)).toMatchObject(isWrong);
    }
    await expectStatus(200, guess(await right(), pending));
    const proof = { password: owner.password, ...wrong };
    expect(await pending.post('/authentication/reauthenticate', proof)).toMatchObject(isWrong);
    expect((await pending.get('/authentication')).status).toBe(200);
  });

  it('is 10 wrong codes in a row, then a wait, also for a right code, and no log-in resets it', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await guess(wrong)).toMatchObject(isWrong);
    }
    expectWait(await guess(await right()), 30);
    await wait(29);
    expectWait(await guess(await right()), 1);
    await wait(1);
    await expectStatus(200, guess(await right()));
    expect(await failures()).toBe(0);
    const events = await app.securityEvents(owner);
    expect(events.filter((type) => type === 'authn_second_factor_fail')).toHaveLength(10);
    expect(events.filter((type) => type === 'authn_second_factor_delay')).toHaveLength(1);
  });

  it('waits twice as long after each further one, up to an hour', async () => {
    await afterFailures(10);
    for (let failed = 11; failed <= 19; failed++) {
      expect(await guess(wrong)).toMatchObject(isWrong);
      const seconds = waitAfter(failed);
      expectWait(await guess(wrong), seconds);
      await wait(seconds - 1);
      expectWait(await guess(await right()), 1);
      await wait(1);
    }
    expect(await failures()).toBe(19);
    expect(waitAfter(19)).toBe(3600);
  });

  it('ends after 100: the factor is locked for good, and only a backup code unlocks it', async () => {
    await afterFailures(99);
    expect(await guess(wrong)).toMatchObject(isWrong);
    await wait(30 * 24 * 3600);
    expect(await guess(await right())).toMatchObject(isLocked);
    expect(await guess({ backupCode: '0000-0000-0000-0000' })).toMatchObject(isWrong);
    await expectStatus(200, guess({ backupCode: owner.backupCodes[0] }));
    await expectStatus(200, guess(await right()));
  });

  it('lets a locked one be unlocked by 20 tries of a backup code, not by the 21st, right or wrong', async () => {
    await afterFailures(99);
    await guess(wrong);
    for (let attempt = 0; attempt < 20; attempt++) {
      expect(await guess({ backupCode: `0000-0000-0000-00${10 + attempt}` })).toMatchObject(isWrong);
    }
    expect(await guess({ backupCode: owner.backupCodes[0] })).toMatchObject(isLocked);
    expect(await guess(await right())).toMatchObject(isLocked);
    await wait(365 * 24 * 3600);
    expect(await guess({ backupCode: owner.backupCodes[0] })).toMatchObject(isLocked);
  });

  it('gives those 20 tries again to who has unlocked it, when it is locked another time', async () => {
    await afterFailures(99);
    await guess(wrong);
    for (let attempt = 0; attempt < 19; attempt++) {
      expect(await guess({ backupCode: `0000-0000-0000-00${10 + attempt}` })).toMatchObject(isWrong);
    }
    await expectStatus(200, guess({ backupCode: owner.backupCodes[0] }));
    await afterFailures(99);
    await guess(wrong);
    expect(await guess({ backupCode: '0000-0000-0000-0000' })).toMatchObject(isWrong);
    await expectStatus(200, guess({ backupCode: owner.backupCodes[1] }));
  });

  it('is one on every route that takes a code, and one of its own for backup codes', async () => {
    browser = await owner.logInWithCode();
    await forgetBrowsers();
    const backupCode = '0000-0000-0000-0000';
    const { password } = owner;
    const ofApp: [string, object][] = [
      ['/2fa/turn-off', wrong],
      ['/2fa/backup-codes', wrong],
      ['/authentication/reauthenticate', { password, ...wrong }],
    ];
    const ofBackupCode: [string, object][] = [
      ['/2fa/turn-off', { backupCode }],
      ['/authentication/reauthenticate', { password, backupCode }],
    ];
    for (const [path, body] of [...ofApp, ...ofBackupCode]) {
      expect(await browser.post(path, body)).toMatchObject(isWrong);
    }
    expect(await guess(wrong)).toMatchObject(isWrong);
    expect(await guess({ backupCode })).toMatchObject(isWrong);
    expect([await failures(), await failures('failed_unlock_attempts')]).toEqual([4, 3]);
    await afterFailures(10);
    await guess(wrong);
    for (const [path, body] of ofApp) {
      expectWait(await browser.post(path, body), waitAfter(11));
    }
    for (const [path, body] of ofBackupCode) {
      expect(await browser.post(path, body)).toMatchObject(isWrong);
    }
    await expectStatus(200, guess({ backupCode: owner.backupCodes[0] }));
  });

  it('makes no backup code wait before 20 wrong ones in a row, and then as all others', async () => {
    await afterFailures(10);
    await guess(wrong);
    for (let attempt = 0; attempt < 20; attempt++) {
      expect(await guess({ backupCode: `0000-0000-0000-00${10 + attempt}` })).toMatchObject(isWrong);
    }
    expectWait(await guess({ backupCode: owner.backupCodes[0] }), waitAfter(11));
    await wait(waitAfter(11));
    await expectStatus(200, guess({ backupCode: owner.backupCodes[0] }));
    expect(await failures('failed_unlock_attempts')).toBe(0);
  });

  it('leaves ten tries in 15 minutes to the browsers in which both factors were proved before', async () => {
    const own = (await owner.logInWithCode()).copyOnly('KnownBrowser');
    await wait(60);
    await afterFailures(12);
    await guess(wrong);
    const inOwn = async () => owner.logIn({ browser: own.copy() });
    expectWait(await guess(await right()), waitAfter(13));
    for (let attempt = 0; attempt < 9; attempt++) {
      expect(await guess(wrong, await inOwn())).toMatchObject(isWrong);
    }
    expect(await failures()).toBe(22);
    await expectStatus(200, guess(await right(), await inOwn()));
    await afterFailures(12);
    await guess(wrong);
    expectWait(await guess(await right(), await inOwn()), waitAfter(13));
  });

  it('leaves them in the browser in which it was turned on, or a code proved it afresh, too', async () => {
    await afterFailures(12);
    await guess(wrong);
    const inOwn = async () => owner.logIn({ browser: browser.copyOnly('KnownBrowser') });
    expect(await guess(wrong, await inOwn())).toMatchObject(isWrong);
    await app.dataSource.query('UPDATE known_browsers SET second_factor_proved_at = NULL');
    expectWait(await guess(wrong, await inOwn()), waitAfter(13));
    await wait(waitAfter(13));
    await expectStatus(200, browser.post('/authentication/refresh'));
    const proof = { password: owner.password, ...(await right()) };
    await expectStatus(200, browser.post('/authentication/reauthenticate', proof));
    await afterFailures(12);
    await guess(wrong);
    expect(await guess(wrong, await inOwn())).toMatchObject(isWrong);
  });

  it('leaves them on every route that takes a code there', async () => {
    browser = await owner.logInWithCode();
    await wait(60);
    const codes: [string, () => Promise<object>][] = [
      ['/authentication/reauthenticate', async () => ({ password: owner.password, ...(await right()) })],
      ['/2fa/backup-codes', right],
      ['/2fa/turn-off', right],
    ];
    for (const [path, code] of codes) {
      await afterFailures(12);
      await guess(wrong);
      expectWait(await guess(wrong), waitAfter(13));
      const { status } = await browser.post(path, await code());
      expect({ path, status: Math.floor(status / 100) }).toEqual({ path, status: 2 });
      await wait(30);
    }
  });

  it('leaves none to a browser that is known for the password alone', async () => {
    const known = browser.copyOnly('KnownBrowser');
    await app.dataSource.query('UPDATE known_browsers SET second_factor_proved_at = NULL');
    await afterFailures(12);
    await guess(wrong);
    expectWait(await guess(await right(), await owner.logIn({ browser: known })), waitAfter(13));
  });

  it('leaves five tries to each mailed reset link, which count among the hundred (ASVS 6.6.3)', async () => {
    const mailbox = new Mailbox(app);
    const reset = async (body: object, withToken: string) =>
      app.browser().post('/account/password-reset/confirm', {
        token: withToken,
        password: 'another horse battery staple',
        ...body,
      });
    await afterFailures(12);
    await guess(wrong);
    for (let mail = 0; mail < 2; mail++) {
      await expectStatus(202, app.browser().post('/account/password-reset', { email: owner.email }));
    }
    const mails = await mailbox.to(owner.email, 'reset-password');
    const [spent = '', live = ''] = mails.map(({ token }) => token);
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await reset(wrong, spent)).toMatchObject(isWrong);
    }
    // Without a code it says what it needs, and costs nothing.
    expect(await reset({}, live)).toMatchObject({
      status: 401,
      body: { errorCode: 'SECOND_FACTOR_REQUIRED' },
    });
    expect(await reset(await right(), spent)).toMatchObject({
      status: 401,
      body: { errorCode: 'INVALID_TOKEN' },
    });
    expect(await failures()).toBe(18);
    expect(await reset(wrong, live)).toMatchObject(isWrong);
    await expectStatus(204, reset(await right(), live));
    expect(await failures()).toBe(0);
  });

  it('is locked by the hundredth wrong code, wherever it was tried', async () => {
    const own = (await owner.logInWithCode()).copyOnly('KnownBrowser');
    await wait(60);
    await afterFailures(99);
    expect(await guess(wrong, await owner.logIn({ browser: own.copy() }))).toMatchObject(isWrong);
    expect(await guess(await right(), await owner.logIn({ browser: own.copy() }))).toMatchObject(isLocked);
  });

  it('is not reset by a right password, another QR code, or a proof without a code', async () => {
    await guess(wrong);
    await owner.logIn();
    await expectStatus(200, browser.post('/authentication/refresh'));
    await owner.scan(browser);
    expect(await failures()).toBe(1);
  });

  it('is not spent by what is no code, nor by a stranger without the password', async () => {
    const pending = await owner.logIn();
    for (const code of ['12345', '', null, 'abcdef']) {
      expect((await guess({ twoFactorAuthenticationCode: code }, pending)).status).toBe(400);
    }
    expect((await guess(wrong, app.browser())).status).toBe(401);
    const stranger = await (await app.account()).logIn();
    await stranger.post('/2fa/authenticate', wrong);
    expect(await failures()).toBe(0);
  });

  it('is spent by pending log-ins only: a copied access cookie tries no code, and alarms nobody', async () => {
    browser = await owner.logInWithCode();
    const thief = browser.copyOnly('Authentication');
    for (let attempt = 0; attempt < 12; attempt++) {
      const body = attempt % 2 ? wrong : { backupCode: '0000-0000-0000-0000' };
      expect(await thief.post('/2fa/authenticate', body)).toMatchObject({
        status: 409,
        body: { errorCode: 'SECOND_FACTOR_ALREADY_PROVED' },
      });
    }
    expect(await failures()).toBe(0);
    await wait(60);
    const events = await app.securityEvents(owner);
    expect(events).not.toContain('authn_second_factor_fail');
    await expectStatus(200, guess(await right()));
  });

  it('makes nobody wait for what is tried with a copied access cookie, which ends after ten', async () => {
    browser = await owner.logInWithCode();
    const known = browser.copyOnly('KnownBrowser');
    const thief = browser.copyOnly('Authentication');
    await wait(60);
    // From here on each wrong code of a log-in would make the next one wait.
    await afterFailures(12);
    for (let attempt = 0; attempt < 10; attempt++) {
      const path = attempt % 2 ? '/2fa/turn-off' : '/2fa/backup-codes';
      const body = attempt % 4 === 3 ? { backupCode: '0000-0000-0000-0000' } : wrong;
      expect(await thief.post(path, body)).toMatchObject(isWrong);
    }
    expectWait(await thief.post('/2fa/turn-off', await right()), 900);
    expect([await failures(), await failures('failed_unlock_attempts')]).toEqual([20, 2]);
    for (let attempt = 0; attempt < 9; attempt++) {
      expect(await guess(wrong, await owner.logIn({ browser: known.copy() }))).toMatchObject(isWrong);
    }
    await expectStatus(200, guess(await right()));
    await wait(900);
    const later = await owner.logInWithCode();
    await wait(60);
    await expectStatus(204, later.post('/2fa/turn-off', await right()));
  });

  it('of full sessions is reset by a right code, too', async () => {
    browser = await owner.logInWithCode();
    await wait(60);
    const guessNine = async () => {
      for (let attempt = 0; attempt < 9; attempt++) {
        expect(await browser.post('/2fa/turn-off', wrong)).toMatchObject(isWrong);
      }
    };
    await guessNine();
    await expectStatus(201, browser.post('/2fa/backup-codes', await right()));
    await wait(60);
    await guessNine();
  });

  it('is reset by a right code, and nothing else is: the password has its own', async () => {
    const address = app.browser();
    for (let attempt = 0; attempt < 5; attempt++) {
      await address.post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    }
    const [pending, later] = [
      await owner.logIn({ browser: browser.copyOnly('KnownBrowser') }),
      await owner.logIn({ browser: browser.copyOnly('KnownBrowser') }),
    ];
    for (let attempt = 0; attempt < 5; attempt++) {
      await address.post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    }
    await guess(wrong, pending);
    await expectStatus(200, guess(await right(), later));
    expect(await failures()).toBe(0);
    const body = { email: owner.email, password: owner.password };
    expect((await app.browser().post('/authentication/log-in', body)).status).toBe(429);
  });

  /** How many of the answers are of each status; a 503 is what a slow machine says to so many at once. */
  function countsOf(answers: Answer[]): Record<number, number> {
    return Object.fromEntries(
      [200, 401, 429, 503].map((status) => [
        status,
        answers.filter((answer) => answer.status === status).length,
      ]),
    );
  }

  it('is charged before a code is looked at: of 100 wrong ones at once 10 are', async () => {
    const pending: Browser[] = [];
    for (let index = 0; index < 25; index++) {
      // One after the other: one account has a share of the queue of hashes only.
      pending.push(await owner.logIn());
    }
    const evaluate = vi.spyOn(app.app.get(TotpService), 'timeStepOf');
    const answers = await Promise.all(pending.flatMap((one) => [1, 2, 3, 4].map(() => guess(wrong, one))));
    expect(evaluate.mock.calls.length).toBe(await failures());
    evaluate.mockRestore();
    const { 401: evaluated = 0, 429: refused = 0, 503: unavailable = 0 } = countsOf(answers);
    expect(evaluated).toBeLessThanOrEqual(10);
    expect(evaluated + refused + unavailable).toBe(100);
    expect(refused).toBeGreaterThan(0);
  });

  it('lets 40 at once of one pending log-in try 5', async () => {
    const pending = await owner.logIn();
    const evaluate = vi.spyOn(app.app.get(TotpService), 'timeStepOf');
    const answers = await Promise.all(Array.from({ length: 40 }, () => guess(wrong, pending)));
    expect(evaluate).toHaveBeenCalledTimes(5);
    evaluate.mockRestore();
    const { 401: refused = 0, 503: unavailable = 0 } = countsOf(answers);
    expect(refused + unavailable).toBe(40);
    expect(await failures()).toBe(5);
  });

  it('lets several copies of the server try 5 together, which a limit of each would not do', async () => {
    const { sub, sid } = claimsOf(await owner.logIn());
    const { manager } = app.dataSource;
    const user = await manager.findOneByOrFail(User, { id: sub });
    const session = await manager.findOneByOrFail(Session, { id: sid });
    const evaluate = vi.spyOn(app.app.get(TotpService), 'timeStepOf');
    // Behind what lets one user have a few requests at a time.
    const service = app.app.get(SecondFactorsService);
    const client = { ip: '127.0.0.1', userAgent: 'test' };
    await Promise.allSettled(Array.from({ length: 12 }, () => service.verify(user, wrong, client, session)));
    expect(evaluate).toHaveBeenCalledTimes(5);
    evaluate.mockRestore();
  });
});
