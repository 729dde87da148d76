import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

const sources = new URL('../test/support/', import.meta.url);
/** Below node_modules, so that they find the packages; Node.js 20 cannot read TypeScript itself. */
const compiled = new URL('../node_modules/.cache/twofold-bench/', import.meta.url);

/**
 * The tests' own PostgreSQL (real, version 18, from npm), or the server of `TEST_DATABASE_URL`. `fsync` is off in it.
 *
 * @param settings more of them.
 */
export async function startPostgres(settings = {}) {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    return { url, stop: () => {} };
  }
  mkdirSync(compiled, { recursive: true });
  const { PostgresServer } = await import(compile('postgres-server'));
  const server = await PostgresServer.start({ fsync: 'off', full_page_writes: 'off', ...settings });
  return { url: server.url, stop: () => server.stop() };
}

/** @returns where it is. */
function compile(name) {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(readFileSync(new URL(`${name}.ts`, sources), 'utf8'), {
    compilerOptions,
  });
  const file = new URL(`${name}.mjs`, compiled);
  // Without a package.json above it, only `.mjs` is a module.
  writeFileSync(file, outputText.replaceAll(/(from '\.\/[^']+)\.js'/g, "$1.mjs'"));
  return file.href;
}
