import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, specFilesOf } from './mutant.js';

export interface TestOutcome {
  file: string;
  name: string;
  status: 'passed' | 'failed' | 'pending' | 'skipped' | 'todo';
}

interface Report {
  testResults: {
    name: string;
    assertionResults: { fullName: string; status: TestOutcome['status'] }[];
  }[];
}

interface Run {
  /** All that these tests claim is run, once. */
  mutants: Pick<Mutant, 'specs' | 'tests'>[];
  /** What is broken meanwhile; nothing, unless given. */
  broken?: Mutant;
  postgresUrl: string;
  signal?: AbortSignal;
}

/**
 * Runs tests in a Vitest of their own, which reads the source as it would be with the mutant in it: no file is changed, so
 * nothing has to be put back, whatever happens.
 */
export async function runTests({ mutants, broken, postgresUrl, signal }: Run): Promise<TestOutcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'twofold-mutant-'));
  try {
    const report = join(folder, 'report.json');
    const files = new Set(mutants.flatMap(({ specs }) => specs.flatMap(specFilesOf)));
    const pattern = mutants.map(({ tests = '' }) => `(?:${tests})`).join('|');
    const parameters = ['run', '--config', 'test/mutants/mutated.vitest.config.ts', ...files, '-t', pattern];
    parameters.push('--reporter=json', `--outputFile.json=${report}`);
    if (broken) {
      // One failure is enough, and others are at work beside it.
      parameters.push('--bail=1', '--maxWorkers=1');
    }
    const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...parameters], {
      env: { ...process.env, TEST_DATABASE_URL: postgresUrl, MUTANT: broken?.promise ?? '' },
      stdio: 'ignore',
      signal,
    });
    await once(vitest, 'close');
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report;
    return testResults.flatMap(({ name: file, assertionResults }) =>
      assertionResults.map(({ fullName: name, status }) => ({ file, name, status })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
