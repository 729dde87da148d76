import { acceptedLanguage } from './accepted-language.js';
import { documents as de } from './de/documents.js';
import { documents as en } from './en/documents.js';
import { documents as es } from './es/documents.js';
import { documents as fr } from './fr/documents.js';
import { documents as ja } from './ja/documents.js';
import { DEFAULT_LANGUAGE, type Language, languageCodes } from './languages.js';
import { documents as pl } from './pl/documents.js';
import { documents as ptBr } from './pt-br/documents.js';
import type { Texts } from './messages.js';

/** They have no places for anything. */
export type DocumentTexts = Texts<typeof en>;

const catalogue: Record<Language, DocumentTexts> = { en, de, es, fr, 'pt-BR': ptBr, pl, ja };

/**
 * An HTML document in each language.
 *
 * @returns the one for an `Accept-Language`.
 */
export function inEachLanguage(
  make: (texts: DocumentTexts, language: Language) => string,
): (acceptLanguage: string | undefined) => string {
  const documents = new Map(languageCodes.map((language) => [language, make(catalogue[language], language)]));
  return (acceptLanguage) => documents.get(acceptedLanguage(acceptLanguage) ?? DEFAULT_LANGUAGE) as string;
}
