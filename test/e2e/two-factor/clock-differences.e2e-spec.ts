import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clockDifferences } from '../../../src/two-factor/two-factor.metrics.js';
import { type Account, generateCode } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('a clock that is wrong', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    vi.restoreAllMocks();
    owner = await app.account();
    browser = await owner.logIn();
  });

  const authenticate = async (twoFactorAuthenticationCode: string) =>
    (await owner.logIn()).post('/2fa/authenticate', { twoFactorAuthenticationCode });

  const tries = async () => {
    const [row] = await app.dataSource.query(
      `SELECT failed_attempts FROM second_factor_budgets t JOIN users u ON u.id = t.user_id WHERE email = $1`,
      [owner.email],
    );
    return row.failed_attempts as number;
  };

  /** How often a time was noted. */
  const noted = async (when: 'past' | 'coming') =>
    (await clockDifferences.get()).values.find(({ labels }) => labels.when === when)?.value ?? 0;

  describe('at a log-in', () => {
    beforeEach(async () => {
      await owner.turnTwoFactorOn(browser);
      advanceClock(3600);
    });

    it.each([2, 5, 20])(
      'is told by how much, when the code is of %i steps ago, and costs a try',
      async (steps) => {
        const warn = vi.spyOn(Logger.prototype, 'warn');
        const before = await noted('past');
        const { status, body } = await authenticate(await owner.code(-steps));
        expect({ status, ...body }).toMatchObject({
          status: 401,
          errorCode: 'WRONG_TWO_FACTOR_CODE',
          clockDifference: -30 * steps,
          message: expect.stringContaining(`was right ${30 * steps} seconds ago`),
        });
        expect(await tries()).toBe(1);
        expect(await noted('past')).toBe(before + 1);
        expect(warn).toHaveBeenCalledWith('totp_clock_difference', {
          userId: expect.any(String),
          seconds: -30 * steps,
        });
      },
    );

    it('is told so for a code that was used, once it is too old for another reason', async () => {
      const code = await owner.code();
      expect((await authenticate(code)).status).toBe(200);
      expect((await authenticate(code)).body.clockDifference).toBeUndefined();
      advanceClock(120);
      expect((await authenticate(code)).body.clockDifference).toBe(-120);
    });

    it.each([2, 5, 20])(
      'says nothing of a code that is right in %i steps, but to the operator',
      async (steps) => {
        const warn = vi.spyOn(Logger.prototype, 'warn');
        const before = await noted('coming');
        const wrong = await authenticate(await owner.wrongCode());
        const coming = await authenticate(await owner.code(steps));
        expect(coming).toMatchObject({ status: 401, body: wrong.body });
        expect(await tries()).toBe(2);
        expect(await noted('coming')).toBe(before + 1);
        expect(warn).toHaveBeenCalledWith('totp_clock_difference', {
          userId: expect.any(String),
          seconds: 30 * steps,
        });
      },
    );

    it.each([-21, 21])('is not looked for %i steps away', async (steps) => {
      const [past, coming] = [await noted('past'), await noted('coming')];
      const { body } = await authenticate(await owner.code(steps));
      expect(body).not.toHaveProperty('clockDifference');
      expect([await noted('past'), await noted('coming')]).toEqual([past, coming]);
    });
  });

  describe('while an authenticator is set up', () => {
    it.each([-20, -5, -2, 2, 5, 20])(
      'is told by how much, when the code is of %i steps away',
      async (steps) => {
        const [older, newer] = [await owner.scan(browser), await owner.scan(browser)];
        for (const secret of [older, newer]) {
          const answer = await browser.post('/2fa/turn-on', {
            twoFactorAuthenticationCode: await generateCode(secret, steps),
          });
          expect(answer).toMatchObject({
            status: 401,
            body: { errorCode: 'WRONG_TWO_FACTOR_CODE', clockDifference: 30 * steps },
          });
        }
        expect((await browser.get('/2fa')).body.isTwoFactorAuthenticationEnabled).toBe(false);
      },
    );
  });
});
