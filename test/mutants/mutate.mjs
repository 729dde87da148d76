/**
 * Breaks lines that keep promises, and runs the tests that claim them: what survives is a promise that nothing keeps.
 *
 *     node test/mutants/mutate.mjs [--random N [--seed N] | WORD…] [options of Vitest, their values after a =]
 */
import { spawnSync } from 'node:child_process';

const options = process.argv.slice(2);
const random = take('--random');
const seed = take('--seed') ?? String(Date.now() % 1_000_000);
const words = options.filter((option) => !option.startsWith('-'));
const ofVitest = options.filter((option) => option.startsWith('-'));

if (random) {
  process.stdout.write(`At random; to repeat: npm run mutate -- --random ${random} --seed ${seed}\n`);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutants/vitest.config.ts', ...ofVitest],
  { stdio: 'inherit', env: { ...process.env, MUTANTS: JSON.stringify({ random, seed, words }) } },
);
process.exitCode = status ?? 1;

/** The value after a name, both of which go. */
function take(name) {
  const index = options.indexOf(name);
  return index < 0 ? undefined : options.splice(index, 2)[1];
}
