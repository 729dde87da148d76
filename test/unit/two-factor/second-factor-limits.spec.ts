import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  FREE_ATTEMPTS,
  MAX_ATTEMPTS,
  MAX_UNLOCK_ATTEMPTS,
  waitAfter,
} from '../../../src/two-factor/second-factor-limits.js';

it('is 10 tries, then waits that double from 30 s to an hour, and 100 tries in all', () => {
  expect([FREE_ATTEMPTS, MAX_ATTEMPTS, MAX_UNLOCK_ATTEMPTS]).toEqual([10, 100, 20]);
  const table = Array.from({ length: 19 }, (_, failures) => waitAfter(failures));
  const free = Array(10).fill(0);
  expect(table).toEqual([...free, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
});

it('never waits less after more failures, nor ever longer than an hour', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (one, other) => {
      const [fewer, more] = one < other ? [one, other] : [other, one];
      expect(waitAfter(fewer)).toBeLessThanOrEqual(waitAfter(more));
      expect(waitAfter(more)).toBeLessThanOrEqual(3600);
      expect(Number.isInteger(waitAfter(more))).toBe(true);
    }),
  );
});

it('keeps a thief of the password busy for more than 84 hours, for a chance below 0.0003', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => waitAfter(index + 1));
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600;
  expect(hours).toBeGreaterThan(84);
  expect(hours).toBeLessThan(85);
  expect(1 - (1 - 3e-6) ** MAX_ATTEMPTS).toBeLessThan(0.0003);
});
