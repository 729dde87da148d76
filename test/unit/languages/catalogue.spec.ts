import { readdirSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { languageCodes, type Language } from '../../../src/languages/languages.js';

type Texts = Record<string, string>;

/** Of the parts of a catalogue, in each of which a name is that of one text. */
const parts = ['pages/index', 'mails', 'documents'] as const;

const catalogues = new Map<string, Texts>();

const folderOf = (language: Language) => language.toLowerCase();
const textsOf = (language: Language, part: string) => catalogues.get(`${language} ${part}`) ?? {};

beforeAll(async () => {
  for (const language of languageCodes) {
    for (const part of parts) {
      const path = `../../../src/languages/${folderOf(language)}/${part}.js`;
      const module = (await import(/* @vite-ignore */ path)) as object;
      catalogues.set(`${language} ${part}`, Object.values(module)[0] as Texts);
    }
  }
});

interface Shape {
  /** What the text has places for, and its tags. */
  places: Set<string>;
  /** The forms of each plural. */
  plurals: Map<string, Set<string>>;
}

function shapeOf(text: string): Shape {
  const shape: Shape = { places: new Set(), plurals: new Map() };
  collect(parse(text), shape);
  return shape;
}

function collect(elements: MessageFormatElement[], shape: Shape): void {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) {
      continue;
    }
    shape.places.add(element.type === TYPE.tag ? `<${element.value}>` : element.value);
    if (element.type === TYPE.tag) {
      collect(element.children, shape);
    }
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      if (element.type === TYPE.plural) {
        shape.plurals.set(element.value, new Set(Object.keys(element.options)));
      }
      for (const option of Object.values(element.options)) {
        collect(option.value, shape);
      }
    }
  }
}

/** What numbers of things there can be take in a language; `other` must stand in any case. */
function formsOf(language: Language): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set([...Array.from({ length: 200 }, (_, count) => rules.select(count)), 'other'])];
}

it('there is a folder for each language, and for no other', () => {
  const folders = readdirSync('src/languages', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).toSorted()).toEqual(languageCodes.map(folderOf).toSorted());
});

describe.each(languageCodes)('%s', (language) => {
  it.each(parts)('has the texts of English, and no others: %s', (part) => {
    expect(Object.keys(textsOf(language, part)).toSorted()).toEqual(
      Object.keys(textsOf('en', part)).toSorted(),
    );
  });

  it.each(parts)('its texts have places for what the English ones have: %s', (part) => {
    const places = (texts: Texts) =>
      Object.entries(texts).map(([key, text]) => [key, [...shapeOf(text).places].toSorted()]);
    expect(Object.fromEntries(places(textsOf(language, part)))).toEqual(
      Object.fromEntries(places(textsOf('en', part))),
    );
  });

  it.each(parts)('a plural has each form that the language knows: %s', (part) => {
    const wrong = Object.entries(textsOf(language, part)).flatMap(([key, text]) =>
      [...shapeOf(text).plurals].flatMap(([place, forms]) => {
        // "None" or "any number of": the number itself is not said.
        const isSaid = text.includes('#');
        return isSaid
          ? formsOf(language)
              .filter((form) => !forms.has(form))
              .map((form) => [key, place, form])
          : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it.each(parts)('where English tells one from many, a language with more forms does so too: %s', (part) => {
    const isRich = formsOf(language).length > formsOf('en').length;
    const wrong = Object.entries(textsOf('en', part)).filter(([key, text]) => {
      const own = shapeOf(textsOf(language, part)[key] ?? '').plurals;
      return isRich && [...shapeOf(text).plurals.keys()].some((place) => !own.has(place));
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it.each(parts)('no text is empty, frayed, or quotes by accident: %s', (part) => {
    const wrong = Object.entries(textsOf(language, part)).filter(
      ([key, text]) =>
        key !== 'sentence-gap' && (text.trim() !== text || text === '' || /'|\.\.\.| {2}/.test(text)),
    );
    expect(wrong).toEqual([]);
  });
});

/** Words that are the same in both. */
const borrowed: Partial<Record<Language, string[]>> = {
  de: ['field.name', 'two-factor.passkeys', 'passkeys.title', 'fact.browser'],
  fr: ['fact.site'],
  'pt-BR': ['fact.site'],
};

it.each(languageCodes.filter((language) => language !== 'en'))(
  '%s: no text is left in English',
  (language) => {
    const left = parts.flatMap((part) =>
      Object.entries(textsOf(language, part))
        .filter(
          ([key, text]) =>
            text === textsOf('en', part)[key] && /\p{L}{2}/u.test(text.replace(/\{.*\}/gs, '')),
        )
        .map(([key]) => key),
    );
    expect(left).toEqual(borrowed[language] ?? []);
  },
);
