import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.spec.ts', 'test/e2e/**/*.e2e-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    // Passport keeps its strategies per process (two applications would share the last one's): one process per file.
    pool: 'forks',
    isolate: true,
    env: { NODE_ENV: 'test' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
