import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Lines that keep promises are broken, and tests must go red: `npm run mutate`. */
export default defineConfig({
  test: {
    include: ['test/mutants/**/*.mutants-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    pool: 'forks',
    reporters: ['verbose'],
    // All have one PostgreSQL, which has so many connections.
    maxConcurrency: Math.min(availableParallelism(), 8),
    // Each runs tests that have limits of their own; the first of all runs those of all mutants. Milliseconds.
    testTimeout: 600_000,
    hookTimeout: 3_600_000,
  },
});
