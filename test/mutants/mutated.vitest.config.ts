import { relative, sep } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from '../../vitest.config.js';
import { mutants } from './mutants.js';

const mutant = mutants.find(({ promise }) => promise === process.env['MUTANT']);

/** As ever, but for one line: Vitest is given the source with that in it. */
export default mergeConfig(
  ordinary,
  defineConfig({
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        transform(code, id) {
          const isBroken = relative('.', id).replaceAll(sep, '/') === mutant?.file;
          return mutant && isBroken ? code.replace(mutant.from, () => mutant.to) : undefined;
        },
      },
    ],
  }),
);
