import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Choice, chosenOf } from './choice.js';
import { specFilesOf } from './mutant.js';
import { mutants } from './mutants.js';
import { runTests, type TestOutcome } from './run-tests.js';

const chosen = chosenOf(mutants, JSON.parse(process.env['MUTANTS'] ?? '{"words":[]}') as Choice);
const postgresUrl = inject('postgresUrl');

/** Of the source as it is. */
const before: TestOutcome[] = [];
let killed = 0;
let survived = 0;

beforeAll(async () => {
  // Apart, since the names of tests are looked for in all files of a run.
  for (const hasNames of [true, false]) {
    const alike = chosen.filter(({ tests }) => (tests !== undefined) === hasNames);
    if (alike.length > 0) {
      before.push(...(await runTests({ mutants: alike, postgresUrl })));
    }
  }
});

afterAll(() => {
  process.stdout.write(`${killed} killed, ${survived} survived\n`);
});

describe.concurrent('a test goes red where this is broken:', () => {
  it.for(chosen.map((mutant) => [mutant.promise, mutant] as const))('%s', async ([, mutant], { signal }) => {
    const files = mutant.specs.flatMap(specFilesOf);
    const claims = before.filter(
      ({ file, name }) =>
        files.some((each) => file.endsWith(each)) && new RegExp(mutant.tests ?? '').test(name),
    );
    const red = claims.filter(({ status }) => status === 'failed');
    expect(red, 'is red already').toEqual([]);
    expect(
      claims.map(({ status }) => status),
      'has no test',
    ).toContain('passed');

    const after = await runTests({ mutants: [mutant], broken: mutant, postgresUrl, signal });

    const isKilled = after.some(({ status }) => status === 'failed');
    killed += isKilled ? 1 : 0;
    survived += isKilled ? 0 : 1;
    expect(isKilled, `SURVIVED in ${mutant.file}: ${mutant.from} -> ${mutant.to}`).toBe(true);
  });
});
