import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

/** All that takes a fresh proof: OWASP ASVS v5.0.0-7.5.1. */
const sensitive: [string, string, unknown?][] = [
  ['POST', '/2fa/generate'],
  ['POST', '/2fa/turn-on', { twoFactorAuthenticationCode: '123456' }],
  ['POST', '/2fa/turn-off', { twoFactorAuthenticationCode: '123456' }],
  ['POST', '/2fa/backup-codes', { twoFactorAuthenticationCode: '123456' }],
  ['DELETE', '/sessions'],
  ['DELETE', `/sessions/${randomUUID()}`],
  ['DELETE', `/2fa/trusted-devices/${randomUUID()}`],
];

describe('a sensitive action', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
  });

  const isFresh = async () => {
    const { status, body } = await browser.post('/2fa/generate');
    if (status !== 201) {
      expect({ status, body }).toMatchObject({
        status: 401,
        body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
      });
    }
    return status === 201;
  };
  const reauthenticate = (body: object) => browser.post('/authentication/reauthenticate', body);
  const elapse = async (seconds: number) => {
    advanceClock(seconds);
    await expectStatus(200, browser.post('/authentication/refresh'));
  };

  it.each(sensitive)('%s %s takes a proof of the last 5 minutes (ASVS 7.5.1)', async (method, path, body) => {
    await elapse(301);
    const answer = await browser.request(method, path, { body });
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'REAUTHENTICATION_REQUIRED' } });
    expect(answer.body.message).toMatch(/your password to POST \/authentication\/reauthenticate/);
    await expectStatus(200, reauthenticate({ password: owner.password }));
    expect((await browser.request(method, path, { body })).body.errorCode).not.toBe(
      'REAUTHENTICATION_REQUIRED',
    );
  });

  it.each(sensitive)(
    '%s %s is beyond a pending log-in and beyond a stranger (ASVS 2.3.1, 8.3.1)',
    async (method, path, body) => {
      await owner.turnTwoFactorOn(browser);
      const pending = await (await owner.logIn()).request(method, path, { body });
      expect(pending).toMatchObject({ status: 401, body: { errorCode: 'SECOND_FACTOR_REQUIRED' } });
      const stranger = await app.browser().request(method, path, { body });
      expect(stranger).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
    },
  );

  it('is possible for 5 minutes after a log-in, to the second, and a refresh renews nothing', async () => {
    await elapse(150);
    await elapse(150);
    expect(await isFresh()).toBe(true);
    await elapse(1);
    expect(await isFresh()).toBe(false);
  });

  it('is not possible for longer where the clock was set back', async () => {
    advanceClock(-300);
    expect(await isFresh()).toBe(true);
    advanceClock(-1);
    expect(await isFresh()).toBe(false);
  });

  it('takes the password again, and a wrong one does not do', async () => {
    await elapse(301);
    expect(await reauthenticate({ password: 'wrong' })).toMatchObject({
      status: 401,
      body: { errorCode: 'WRONG_CREDENTIALS' },
    });
    expect(await reauthenticate({})).toMatchObject({
      status: 401,
      body: { errorCode: 'REAUTHENTICATION_REQUIRED' },
    });
    expect(await isFresh()).toBe(false);
    await expectStatus(200, reauthenticate({ password: owner.password }));
    expect(await isFresh()).toBe(true);
  });

  it('takes password and code where the second factor is on: one alone does not do (ASVS 7.5.3)', async () => {
    await owner.turnTwoFactorOn(browser);
    await elapse(301);
    const [password, code] = [owner.password, await owner.code()];
    const failures = [
      [{ password }, 'SECOND_FACTOR_REQUIRED'],
      [{ twoFactorAuthenticationCode: code }, 'REAUTHENTICATION_REQUIRED'],
      [{ backupCode: owner.backupCodes[0] }, 'REAUTHENTICATION_REQUIRED'],
      [{ password: 'wrong', twoFactorAuthenticationCode: code }, 'WRONG_CREDENTIALS'],
      [{ password, twoFactorAuthenticationCode: await owner.wrongCode() }, 'WRONG_TWO_FACTOR_CODE'],
    ] as const;
    for (const [body, errorCode] of failures) {
      expect(await reauthenticate(body)).toMatchObject({ status: 401, body: { errorCode } });
      expect(await isFresh()).toBe(false);
    }
    await expectStatus(200, reauthenticate({ password, twoFactorAuthenticationCode: code }));
    expect(await isFresh()).toBe(true);
    await elapse(301);
    await expectStatus(200, reauthenticate({ password, backupCode: owner.backupCodes[0] }));
    expect(await isFresh()).toBe(true);
  });

  it('uses the code up: none proves anything a second time, here or elsewhere', async () => {
    await owner.turnTwoFactorOn(browser);
    const { password } = owner;
    const codes = [
      { twoFactorAuthenticationCode: await owner.code() },
      { backupCode: owner.backupCodes[0] as string },
    ];
    const wrong = { status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } };
    for (const code of codes) {
      await expectStatus(200, reauthenticate({ password, ...code }));
      expect(await reauthenticate({ password, ...code })).toMatchObject(wrong);
      expect(await (await owner.logIn()).post('/2fa/authenticate', code)).toMatchObject(wrong);
      expect(await browser.post('/2fa/turn-off', code)).toMatchObject(wrong);
    }
    expect((await browser.get('/2fa')).body.remainingBackupCodes).toBe(9);
  });

  it('uses the code up once, of four proofs with it at once', async () => {
    await owner.turnTwoFactorOn(browser);
    const sessions = await Promise.all(Array.from({ length: 4 }, () => owner.logIn()));
    for (const [index, session] of sessions.entries()) {
      await expectStatus(
        200,
        session.post('/2fa/authenticate', { backupCode: owner.backupCodes[index] as string }),
      );
    }
    const body = { password: owner.password, twoFactorAuthenticationCode: await owner.code() };
    const answers = await Promise.all(
      sessions.map((session) => session.post('/authentication/reauthenticate', body)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401]);
  });

  it('takes both within the 5 minutes: a second factor of just now does not refresh an old password', async () => {
    await owner.turnTwoFactorOn(browser);
    browser = await owner.logIn();
    advanceClock(290);
    await expectStatus(
      200,
      browser.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.code() }),
    );
    expect(await isFresh()).toBe(true);
    await elapse(11);
    expect(await isFresh()).toBe(false);
  });

  it('is not made possible by a second code without the password', async () => {
    await owner.turnTwoFactorOn(browser);
    await elapse(301);
    const answer = await browser.post('/2fa/authenticate', {
      twoFactorAuthenticationCode: await owner.code(),
    });
    expect(answer).toMatchObject({ status: 409, body: { errorCode: 'SECOND_FACTOR_ALREADY_PROVED' } });
    expect(await isFresh()).toBe(false);
  });
});
