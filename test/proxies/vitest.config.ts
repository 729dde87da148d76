import { defineConfig } from 'vitest/config';

/** Behind Debian's nginx and Caddy: `npm run test:proxies`. */
export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/proxies/**/*.proxy-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    pool: 'forks',
    env: { NODE_ENV: 'test' },
    // A code is good for 30 seconds, and a test may wait for the next two.
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
