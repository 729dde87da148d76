import { defineConfig } from 'vitest/config';

/** The packed package in fresh applications: `npm run test:hosts`. */
export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/hosts/**/*.hosts-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    pool: 'forks',
    env: { NODE_ENV: 'test' },
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
