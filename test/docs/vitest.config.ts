import { defineConfig } from 'vitest/config';

/** The commands of README and `docs/`, in a shell, as they stand there: `npm run test:docs`. */
export default defineConfig({
  test: {
    // A busy machine is late; what never comes is a failure all the same. Milliseconds.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/docs/**/*.docs-spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
