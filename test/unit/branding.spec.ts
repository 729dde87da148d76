import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const tokens = readFileSync('web/src/styles/tokens.css', 'utf8');
const [light = '', dark = ''] = [...tokens.matchAll(/:root \{(.*?)\n\s*\}/gs)].map(([, body]) => body ?? '');

function variablesIn(rule: string): Record<string, string> {
  return Object.fromEntries(
    [...rule.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

it('the documented variables are those of the pages, with their values', () => {
  const rows = [...readFileSync('docs/branding.md', 'utf8').matchAll(/^\| `(--[\w-]+)` .*$/gm)].map(([row]) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
  );
  const darkOnes = variablesIn(dark);
  const expected = Object.entries(variablesIn(light)).map(([name, value]) => [
    name,
    value,
    darkOnes[name] ?? '',
  ]);
  expect(expected.length).toBeGreaterThan(20);
  expect(Object.keys(darkOnes).length).toBeGreaterThan(15);
  expect(rows.map(([name, , ...values]) => [name, ...values])).toEqual(expected);
});
