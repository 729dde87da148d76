import { defineConfig } from 'vitest/config';

/** The samples of `deploy/` with Debian's nginx, Caddy and systemd: `npm run test:deploy`. */
export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/deploy/**/*.deploy-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    env: { NODE_ENV: 'test' },
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
