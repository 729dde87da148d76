import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' });

/** The cells of the last column of the threat table: names of test files, `*` for all of a folder. */
const evidence = readme
  .split('\n')
  .filter((line) => /^\| [A-Z].*`[^|]*\|$/.test(line))
  .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`(?<name>[^`]+)`/g)])
  .map(({ groups }) => groups?.['name'] ?? '')
  .filter((name) => !name.startsWith('npm run '));

it('each threat names tests that there are', () => {
  expect(evidence.length).toBeGreaterThan(60);
  const missing = evidence.filter((name) => !tests.some((file) => isNamedBy(name, file)));
  expect(missing).toEqual([]);
});

it('each file of the reading order is there', () => {
  const [, order = ''] = /To know the core, read in this order:(.*?)\n\n/s.exec(readme) ?? [];
  const names = [...order.matchAll(/`(?<name>[^`]+)`/g)].map(({ groups }) => groups?.['name'] ?? '');
  expect(names.length).toBeGreaterThan(8);
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const missing = names.filter(
    (name) => !sources.some((file) => file === name || file.endsWith(`${name}.ts`)),
  );
  expect(missing).toEqual([]);
});

function isNamedBy(name: string, file: string): boolean {
  if (!name.includes('/')) {
    return new RegExp(`^(e2e|browser)/(?:.+/)?${escaped(name)}\\.(e2e|browser)-spec\\.ts$`).test(file);
  }
  const path = name.replace(/^test\//, '');
  return path.endsWith('/*')
    ? file.startsWith(path.slice(0, -1))
    : file === path || file === `${path}.spec.ts`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?]/g, String.raw`\$&`);
}
