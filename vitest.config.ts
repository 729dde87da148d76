import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Passport keeps its strategies per process (two applications would share the last one's): one process per file.
    pool: 'forks',
    isolate: true,
    env: { NODE_ENV: 'test' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.spec.ts'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e-spec.ts'],
          // Here only, so that a unit test does not wait for PostgreSQL.
          globalSetup: ['test/support/postgres.global-setup.ts'],
        },
      },
    ],
  },
});
