import { defineConfig } from 'vitest/config';

/** All kinds of clients for half an hour, while everything is restarted: `npm run soak`. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak-spec.ts'],
    pool: 'forks',
    env: { NODE_ENV: 'test' },
    // Milliseconds; the run says itself when it is over.
    testTimeout: 24 * 3_600_000,
    hookTimeout: 120_000,
  },
});
