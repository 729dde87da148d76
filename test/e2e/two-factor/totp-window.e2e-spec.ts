import fc from 'fast-check';
import { generate } from 'otplib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../../../src/sessions/session.entity.js';
import { SecondFactorsService } from '../../../src/two-factor/second-factors.service.js';
import { WrongTwoFactorCodeException } from '../../../src/two-factor/two-factor.exceptions.js';
import { AccountTransaction } from '../../../src/users/account-transaction.js';
import { User } from '../../../src/users/user.entity.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock, secondsNow } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const client = { ip: '127.0.0.1', userAgent: 'test', requestId: 'test' };

interface Try {
  /** Seconds by which the server's clock moves before it. */
  elapsed: number;
  /** Step of the code, seen from the server's present one. */
  step: number;
}

describe('the TOTP window', () => {
  let app: TestApp;
  let owner: Account;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    await owner.turnTwoFactorOn(await owner.logIn());
  });

  const authenticate = async (steps: number) => {
    const pending = await owner.logIn();
    return pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.code(steps) });
  };

  it('is one step before and one after the present (ASVS 6.5.5)', async () => {
    advanceClock(120);
    expect((await authenticate(-2)).status).toBe(401);
    expect((await authenticate(2)).status).toBe(401);
    await expectStatus(200, authenticate(-1));
    await expectStatus(200, authenticate(0));
    await expectStatus(200, authenticate(1));
  });

  it('only moves forward: after a later code an earlier one is refused, and recorded as a replay (ASVS 6.5.1)', async () => {
    advanceClock(120);
    await expectStatus(200, authenticate(1));
    for (const step of [1, 0, -1]) {
      expect(await authenticate(step)).toMatchObject({
        status: 401,
        body: { errorCode: 'WRONG_TWO_FACTOR_CODE' },
      });
    }
    const replays = (await app.securityEvents(owner)).filter((type) => type === 'authn_second_factor_replay');
    expect(replays).toHaveLength(3);
    advanceClock(60);
    await expectStatus(200, authenticate(0));
  });

  it('accepts nothing old when the clock jumps back, and works again when it has caught up (ASVS 6.5.8)', async () => {
    advanceClock(120);
    await expectStatus(200, authenticate(0));
    for (const seconds of [-30, -60, -30]) {
      advanceClock(seconds);
      for (const step of [-1, 0, 1]) {
        expect((await authenticate(step)).status).toBe(401);
      }
      advanceClock(-seconds);
    }
    advanceClock(3600);
    await expectStatus(200, authenticate(0));
  });

  it('is worth nothing once the authenticator was replaced between check and use', async () => {
    advanceClock(120);
    const { manager } = app.dataSource;
    const service = app.app.get(SecondFactorsService);
    const user = await manager.findOneByOrFail(User, { email: owner.email });
    const session = await manager.findOneByOrFail(Session, { userId: user.id });
    const proof = await service.verify(
      user,
      { twoFactorAuthenticationCode: await owner.code() },
      client,
      session,
    );
    await manager.query(`UPDATE totp_authenticators SET secret = 'another' WHERE user_id = $1`, [user.id]);
    const use = app.dataSource.transaction((inside) =>
      service.consume(new AccountTransaction(inside, user, client), proof),
    );
    await expect(use).rejects.toThrow(WrongTwoFactorCodeException);
  });

  it('holds over random clocks and orders: no step twice, none older than the last, none outside', async () => {
    const service = app.app.get(SecondFactorsService);
    const user = await app.dataSource.manager.findOneByOrFail(User, { email: owner.email });
    const manager = app.dataSource.manager;
    const session = await manager.findOneByOrFail(Session, { userId: user.id });
    const start = Date.now();
    const elapsed = fc.integer({ min: -120, max: 120 });
    const tries = fc.array(fc.record<Try>({ elapsed, step: fc.integer({ min: -3, max: 3 }) }), {
      maxLength: 25,
    });

    const codeOf = (step: number) => generate({ secret: owner.secret, epoch: step * 30 });
    const isAccepted = async (code: string) => {
      try {
        const proof = await service.verify(user, { twoFactorAuthenticationCode: code }, client, session);
        await service.consume(new AccountTransaction(manager, user, client), proof);
        return true;
      } catch {
        return false;
      }
    };

    const property = fc.asyncProperty(tries, async (sequence) => {
      vi.setSystemTime(start);
      await manager.query(
        `UPDATE second_factor_budgets SET failed_attempts = 0, next_attempt_at = NULL, locked_at = NULL WHERE user_id = $1`,
        [user.id],
      );
      await manager.query('UPDATE totp_authenticators SET last_time_step = NULL WHERE user_id = $1', [
        user.id,
      ]);
      let last = -1;
      for (const { elapsed: seconds, step } of sequence) {
        advanceClock(seconds);
        // The budget is another suite's matter.
        await manager.query('DELETE FROM rate_limits');
        await manager.query(`UPDATE second_factor_budgets SET failed_attempts = 0 WHERE user_id = $1`, [
          user.id,
        ]);
        const present = Math.floor(secondsNow() / 30);
        const given = present + step;
        const near = await Promise.all([-1, 0, 1, step].map((steps) => codeOf(present + steps)));
        if (new Set(near).size < new Set([-1, 0, 1, step]).size) {
          // Two steps that happen to have the same code cannot be told apart.
          continue;
        }
        expect(await isAccepted(near[3] as string)).toBe(Math.abs(step) <= 1 && given > last);
        last = Math.max(last, Math.abs(step) <= 1 ? given : -1);
      }
    });
    await fc.assert(property, { numRuns: 40, seed: 6238 });
  });
});
