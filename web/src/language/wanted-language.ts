import { DEFAULT_LANGUAGE, type Language, languageFor } from '../../../src/languages/languages.js';
import { orElse } from '../api/tabs';

const CHOSEN = 'twofold:language';

/** What somebody chose here; else the first of the browser's languages that there is. */
export function wantedLanguage(): Language {
  const chosen = orElse(null, () => localStorage.getItem(CHOSEN));
  for (const tag of [...(chosen ? [chosen] : []), ...navigator.languages]) {
    const language = languageFor(tag);
    if (language) {
      return language;
    }
  }
  return DEFAULT_LANGUAGE;
}

export function keepLanguage(language: Language): void {
  orElse(undefined, () => localStorage.setItem(CHOSEN, language));
}
