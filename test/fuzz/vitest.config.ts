import { defineConfig } from 'vitest/config';

/** Tens of thousands of random requests: `npm run fuzz`. The short form is one of the end-to-end tests. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.fuzz-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    pool: 'forks',
    env: { NODE_ENV: 'test' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
