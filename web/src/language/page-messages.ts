import type { pages } from '../../../src/languages/en/pages/index.js';
import type { Language } from '../../../src/languages/languages.js';
import { Messages } from '../../../src/languages/messages.js';
import { askForLanguage } from '../api/api-language';
import { reloadIfReplaced } from '../replaced-build';

export type PageKey = keyof typeof pages;
export type PageMessages = Messages<PageKey>;
export type TextFunction = PageMessages['text'];

type Loaded = Promise<{ pages: Readonly<Record<PageKey, string>> }>;

/** One file each: a browser loads what its person reads, and no other. */
const catalogue: Record<Language, () => Loaded> = {
  en: () => import('../../../src/languages/en/pages/index.js'),
  de: () => import('../../../src/languages/de/pages/index.js'),
  es: () => import('../../../src/languages/es/pages/index.js'),
  fr: () => import('../../../src/languages/fr/pages/index.js'),
  'pt-BR': () => import('../../../src/languages/pt-br/pages/index.js'),
  pl: () => import('../../../src/languages/pl/pages/index.js'),
  ja: () => import('../../../src/languages/ja/pages/index.js'),
};

/**
 * Loads a language, and makes it that of the document and of what is asked of the API.
 *
 * @throws when it cannot be loaded; then all is as it was.
 */
export async function takeUp(language: Language): Promise<PageMessages> {
  try {
    const { pages: texts } = await catalogue[language]();
    document.documentElement.lang = language;
    askForLanguage(language);
    return new Messages(language, texts);
  } catch (error) {
    await reloadIfReplaced();
    throw error;
  }
}
