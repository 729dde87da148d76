import { defineConfig } from 'vitest/config';

/** All kinds of clients for half an hour, while everything is restarted: `npm run soak`. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak-spec.ts'],
    pool: 'forks',
    env: { NODE_ENV: 'test' },
  },
});
