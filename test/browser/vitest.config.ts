import { defineConfig } from 'vitest/config';

/** The built application in Debian's Chromium: `npm run test:browser`. */
export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/browser/**/*.browser-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts', 'test/browser/support/server.global-setup.ts'],
    pool: 'forks',
    // A code is good for 30 seconds, and some tests wait for the next one.
    testTimeout: 240_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
