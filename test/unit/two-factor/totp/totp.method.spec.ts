import fc from 'fast-check';
import { generate } from 'otplib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Clock } from '../../../../src/clock/clock.js';
import { isRejection } from '../../../../src/two-factor/second-factor-method.js';
import { TotpMethod } from '../../../../src/two-factor/totp/totp.method.js';
import { TotpService } from '../../../../src/two-factor/totp/totp.service.js';
import { testEnvironment } from '../../../support/test-environment.js';

const totp = new TotpService(new Clock(), testEnvironment());
const noDifference = { note: () => Promise.resolve(undefined) };
const method = new TotpMethod(
  totp,
  {} as never,
  {} as never,
  noDifference as never,
  {} as never,
  new Clock(),
);

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

interface App {
  /** Of the code that was used last, from the present step on. */
  usedStep: number;
}

it('accepts a code of any app within one step of the present, unless that app has used it, or a later one', async () => {
  const app = fc.record({ usedStep: fc.integer({ min: -3, max: 1 }) });
  const second = fc.integer({ min: 3_000_000, max: 4_000_000_000 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(app, { minLength: 1, maxLength: 3 }),
      second,
      fc.nat(2),
      fc.integer({ min: -4, max: 4 }),
      async (apps, now, which, step) => {
        vi.setSystemTime(now * 1000);
        const present = totp.presentTimeStep();
        const material = apps.map((one: App, index) => ({
          authenticator: { id: `app-${index}`, lastTimeStep: present + one.usedStep } as never,
          secret: totp.generateSecret(),
        }));
        const chosen = which % apps.length;
        const codes = await Promise.all(
          material.flatMap(({ secret }) =>
            [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((steps) => generate({ secret, epoch: now + steps * 30 })),
          ),
        );
        // By chance one code can be that of two steps, or of two apps.
        fc.pre(new Set(codes).size === codes.length);
        const value = codes[chosen * 9 + step + 4];
        const answer = { userId: 'somebody', value, material, client: {}, challengeBinding: undefined };
        const result = await method.check(answer as never);
        const isNear = Math.abs(step) <= 1;
        const isUnused = step > (apps[chosen] as App).usedStep;
        if (isNear && isUnused) {
          expect(result).toMatchObject({ authenticator: { id: `app-${chosen}` }, timeStep: present + step });
        } else {
          expect(isRejection(result) && result.refusal).toBe(
            isNear ? 'authn_second_factor_replay' : 'authn_second_factor_fail',
          );
        }
      },
    ),
  );
});
