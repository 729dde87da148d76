import { expect, it, vi } from 'vitest';
import { sendHostileInput } from '../../fuzz/hostile-input.js';
import { operations } from '../../fuzz/openapi-operations.js';

vi.setConfig({ testTimeout: 180_000 });

/** The short form of `npm run fuzz`: the same requests in each run, so that it never fails by chance. */
it('2,000 random requests by anybody to every operation are answered as documented (ASVS 1.2.3, 2.2.1, 15.3.1)', async () => {
  const { tally, ...report } = await sendHostileInput({ requests: 2000, lanes: 2, seed: 7 });
  expect(tally.requests).toBeGreaterThanOrEqual(2000);
  // Not just the validation was reached.
  expect(tally.succeeded.length).toBeGreaterThan(operations.length * 0.75);
  expect(report.leaksInLog).toEqual([]);
  expect(report.bystander.after).toEqual(report.bystander.before);
});
