import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { specFilesOf } from '../mutants/mutant.js';
import { mutants } from '../mutants/mutants.js';

/** What `npm run mutate` breaks is still there, and so are the tests that it runs: a line that moves is noticed at once. */
describe('the list of broken promises', () => {
  it('has at least 60, each with a name of its own', () => {
    const promises = new Set(mutants.map(({ promise }) => promise));
    expect(promises.size).toBe(mutants.length);
    expect(promises.size).toBeGreaterThanOrEqual(60);
  });

  it.each(mutants.map((mutant) => [mutant.promise, mutant] as const))('%s', (_, mutant) => {
    const { file, from, to, specs, tests = '' } = mutant;
    expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    const files = specs.map(specFilesOf);
    expect(files).not.toContainEqual([]);
    const text = files
      .flat()
      .map((each) => readFileSync(each, 'utf8'))
      .join('\n');
    const missing = tests.split('|').filter((name) => !text.includes(name));
    expect(missing).toEqual([]);
  });
});
