import { expect, it } from 'vitest';
import { exceptions, notApplicable, notHeld } from '../asvs/declarations.js';
import { findEvidence } from '../asvs/evidence.js';
import { asvsPage } from '../asvs/page.js';
import { requirements } from '../asvs/requirements.js';

const evidence = findEvidence();
const shown = new Set(evidence.map(({ id }) => id));
const declared = [...Object.keys(notHeld), ...Object.keys(notApplicable)];
const ids = requirements.map(({ id }) => id);

it('docs/asvs.md is what the tests and the documents say: `npm run asvs` writes it', async () => {
  await expect(asvsPage(evidence)).toMatchFileSnapshot('../../docs/asvs.md');
});

it('each requirement is shown to hold, or declared not to', () => {
  expect(ids.filter((id) => !shown.has(id) && !declared.includes(id))).toEqual([]);
  expect(ids.filter((id) => shown.has(id) && declared.includes(id))).toEqual([]);
});

it('nothing else is shown or declared', () => {
  const named = [...shown, ...declared, ...Object.keys(exceptions)];
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(declared).size).toBe(declared.length);
  expect(Object.keys(exceptions).filter((id) => declared.includes(id))).toEqual([]);
});

it('all 219 that apply are there', () => {
  expect([1, 2, 3].map((level) => requirements.filter((one) => one.level === level).length)).toEqual([
    55, 114, 50,
  ]);
  expect(new Set(ids).size).toBe(219);
});
