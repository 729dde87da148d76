/** What there is, each by its own name; its key is what `lang` and `Intl` take. A further one: docs/languages.md. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
  pl: 'Polski',
  ja: '日本語',
} as const;

export type Language = keyof typeof languages;

export const DEFAULT_LANGUAGE: Language = 'en';

export const languageCodes = Object.keys(languages) as Language[];

/** One of ours that a person who asks for this one reads: of another country is better than none (`fr-CA`, `pt-PT`). */
export function languageFor(tag: string): Language | undefined {
  return languageCodes.find((code) => primary(code) === primary(tag));
}

export function primary(tag: string): string {
  return (tag.split('-', 1)[0] ?? '').toLowerCase();
}

/** For `Intl`: English as it is read in most countries, with the day before the month. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}
