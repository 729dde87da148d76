import { defineConfig } from 'vitest/config';

/** Tens of thousands of random requests: `npm run fuzz`. The short form is one of the end-to-end tests. */
export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/fuzz/**/*.fuzz-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    pool: 'forks',
    env: { NODE_ENV: 'test' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
