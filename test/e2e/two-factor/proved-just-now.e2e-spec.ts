import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const routes = [
  ['/2fa/turn-off', 204],
  ['/2fa/backup-codes', 201],
] as const;
const required = { status: 401, body: { errorCode: 'SECOND_FACTOR_REQUIRED' } };

describe('a second factor that was proved in this session less than a minute ago', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    advanceClock(90);
  });

  const prove = async (answer?: object) =>
    expectStatus(
      200,
      browser.post('/authentication/reauthenticate', {
        password: owner.password,
        ...(answer ?? { twoFactorAuthenticationCode: await owner.code() }),
      }),
    );

  it.each(routes)('stands for a code at %s, for 60 seconds and no longer', async (path, status) => {
    await prove();
    advanceClock(61);
    expect(await browser.post(path, {})).toMatchObject(required);
    await prove();
    advanceClock(60);
    await expectStatus(status, browser.post(path, {}));
  });

  it('stands after a log-in, too, and is on record as one use of one code', async () => {
    browser = await owner.logInWithCode();
    await expectStatus(204, browser.post('/2fa/turn-off', {}));
    const events = await app.securityEvents(owner);
    expect(events.at(-1)).toBe('two_factor_disabled');
    expect(events.filter((type) => type.startsWith('authn_second_factor'))).toEqual([
      'authn_second_factor_success',
    ]);
  });

  it('gets no younger by what it allows', async () => {
    await prove();
    advanceClock(50);
    await expectStatus(201, browser.post('/2fa/backup-codes', {}));
    advanceClock(11);
    expect(await browser.post('/2fa/backup-codes', {})).toMatchObject(required);
  });

  it('stands in no other session, and not for a browser that is trusted', async () => {
    const trusting = await owner.logInWithCode({ trustDevice: true });
    const other = await owner.logIn({ browser: trusting.copyOnly('TrustedDevice') });
    advanceClock(30);
    await prove();
    const answer = await other.post('/2fa/turn-off', {});
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'REAUTHENTICATION_REQUIRED' } });
    expect(await (await owner.logIn()).post('/2fa/turn-off', {})).toMatchObject(required);
  });

  it('is no backup code where that does not do, however often it is asked', async () => {
    await prove({ backupCode: owner.backupCodes[0] });
    const answer = await browser.post('/2fa/backup-codes', {});
    expect(answer).toMatchObject(required);
    expect(answer.body.message).toBe('Give a code from your authenticator app, or a passkey.');
    await expectStatus(204, browser.post('/2fa/turn-off', {}));
  });

  it('is not asked for where an answer is given: a wrong one is wrong', async () => {
    await prove();
    const answer = await browser.post('/2fa/turn-off', {
      twoFactorAuthenticationCode: await owner.wrongCode(),
    });
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
  });

  it('lets one of four requests at once through; a copy of the cookies has none after it', async () => {
    await prove();
    const copies = Array.from({ length: 4 }, () => browser.copy());
    const answers = await Promise.all(copies.map((copy) => copy.post('/2fa/backup-codes', {})));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401, 401]);
    const dead = await browser.post('/2fa/backup-codes', {});
    expect(dead).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
  });

  it('costs no try, and gives none back', async () => {
    await prove();
    const tries = async () => {
      const [row] = await app.dataSource.query<{ failed_attempts: number }[]>(
        'SELECT failed_attempts FROM second_factor_budgets b JOIN users u ON u.id = b.user_id WHERE email = $1',
        [owner.email],
      );
      return row?.failed_attempts;
    };
    const thief = await owner.logIn();
    await thief.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.wrongCode() });
    expect(await tries()).toBe(1);
    await expectStatus(201, browser.post('/2fa/backup-codes', {}));
    expect(await tries()).toBe(1);
  });

  it('is nothing where two-factor authentication is off', async () => {
    const stranger = await app.account();
    const answer = await (await stranger.logIn()).post('/2fa/turn-off', {});
    expect(answer).toMatchObject({ status: 409, body: { errorCode: 'TWO_FACTOR_NOT_ENABLED' } });
  });
});
