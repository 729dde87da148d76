import { expect, it } from 'vitest';
import { acceptedLanguage } from '../../../src/languages/accepted-language.js';

it.each([
  ['de', 'de'],
  ['de-AT, en;q=0.5', 'de'],
  ['fr-CA', 'fr'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['ES-419', 'es'],
  ['en-US,en;q=0.9,ja;q=0.8', 'en'],
  ['en;q=0.2, pl;q=0.9, de;q=0.5', 'pl'],
  ['zh-Hant-TW, ja;q=0.4', 'ja'],
  ['*;q=0.1, pl;q=0.5', 'pl'],
  // Nothing of ours: English.
  ['zh', 'en'],
  ['zh, *;q=0.5', 'en'],
])('%j is %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

it.each([undefined, '', '*', 'de;q=0', ',;;='])('%j names no language', (header) => {
  expect(acceptedLanguage(header)).toBeUndefined();
});
