import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { specFilesOf } from '../mutants/mutant.js';
import { mutants } from '../mutants/mutants.js';
import { threats } from '../support/documentation.js';

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
    // Some are named after an operation of the API.
    const missing = tests.split('|').filter((name) => !text.includes(name) && !/[A-Z] \//.test(name));
    expect(missing).toEqual([]);
  });

  // The tests of those four send random requests, or start a built server, which has its own copy of each line.
  it('has one at least for each row of docs/threats.md but four', () => {
    const broken = new Set(mutants.flatMap(({ specs }) => specs));
    const others = threats().filter(({ tests }) => !tests.some((name) => isOneOf(name, broken)));
    expect(others.map(({ threat }) => threat)).toEqual([
      'Keys are lost or mixed up, and every log-in is "wrong password"',
      'Whatever else a client may think of',
      'What the operator does is not seen by the running server',
      'The process is killed, or stopped under load',
    ]);
  });
});

/** @param name of a file, or of all of a folder. */
function isOneOf(name: string, specs: Set<string>): boolean {
  return name.endsWith('/*')
    ? [...specs].some((spec) => spec.startsWith(name.slice(0, -1)))
    : specs.has(name);
}
