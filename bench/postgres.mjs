import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

const source = new URL('../test/support/postgres.global-setup.ts', import.meta.url);
/** Below node_modules, so that it finds the packages; Node.js 20 cannot read TypeScript itself. */
const compiled = new URL('../node_modules/.cache/twofold-bench/postgres.mjs', import.meta.url);

/** The tests' own PostgreSQL (real, version 18, from npm), or the server of `TEST_DATABASE_URL`. `fsync` is off in it. */
export async function startPostgres() {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  mkdirSync(new URL('.', compiled), { recursive: true });
  writeFileSync(compiled, ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText);
  const { setup } = await import(compiled.href);
  let url;
  const stop = await setup({ provide: (_name, value) => (url = value) });
  return { url, stop: stop ?? (() => {}) };
}
