import { readdirSync } from 'node:fs';

/** A line that keeps a promise, and how it is broken. */
export interface Mutant {
  /** What the line keeps, in a sentence that no other one has. */
  promise: string;
  file: string;
  /** Stands in the file once. */
  from: string;
  to: string;
  /** The test files that claim the promise, as `docs/threats.md` names them. */
  specs: string[];
  /** The tests of those that do: a pattern of their names, as for `vitest -t`; without it all. */
  tests?: string;
}

const specFiles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file}`)
  .filter((file) => /^test\/(?:unit|e2e)\/.*spec\.ts$/.test(file));

/** The files that a name stands for: one of `test/unit` with its folder, or any of `test/e2e`. */
export function specFilesOf(name: string): string[] {
  const ending = name.startsWith('unit/') ? `test/${name}.spec.ts` : `/${name}.e2e-spec.ts`;
  return specFiles.filter((file) => file.endsWith(ending));
}
