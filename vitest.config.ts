import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/unit/**/*.spec.ts', 'test/e2e/**/*.e2e-spec.ts'],
    globalSetup: ['test/support/postgres.global-setup.ts'],
    // Passport keeps its strategies per process (two applications would share the last one's): one process per file.
    pool: 'forks',
    isolate: true,
    // Most tests wait for a database or a process: on two cores one file at a time would leave half of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { NODE_ENV: 'test' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
