import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { sendHostileInput } from './hostile-input.js';
import { operations } from './openapi-operations.js';

const { FUZZ_REQUESTS = '50000', FUZZ_SEED = String(randomInt(2 ** 31)), FUZZ_PATH } = process.env;

/** Megabytes by which the heap may be larger after all the requests than after a fifth of them. */
const MAX_GROWTH = 15;

it('random requests by anybody to every operation are answered as documented, and leave nothing behind', async () => {
  const requests = Number(FUZZ_REQUESTS);
  const start = performance.now();
  process.stdout.write(`${requests} requests, FUZZ_SEED=${FUZZ_SEED}\n`);
  const { tally, heap, ...report } = await sendHostileInput({
    requests,
    lanes: 8,
    seed: Number(FUZZ_SEED),
    path: FUZZ_PATH,
  });
  const megabytes = heap.map((bytes) => Math.round(bytes / 1e5) / 10);
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stdout.write(
    `${tally.toString()}\n${tally.requests} requests in ${seconds} s; heap in MB: ${megabytes.join(', ')}\n`,
  );
  expect(report.leaksInLog).toEqual([]);
  expect(report.bystander.after).toEqual(report.bystander.before);
  if (FUZZ_PATH === undefined) {
    expect(tally.requests).toBeGreaterThanOrEqual(requests);
    expect(tally.succeeded).toEqual(operations.map(({ name }) => name));
    expect((megabytes.at(-1) ?? 0) - (megabytes[0] ?? 0)).toBeLessThan(MAX_GROWTH);
  }
});
