import { createContext, use } from 'react';
import type { Language } from '../../../src/languages/languages.js';
import type { PageMessages, TextFunction } from './page-messages';

interface LanguageContextValue {
  messages: PageMessages;
  text: TextFunction;
  /** @throws when it cannot be loaded. */
  choose: (language: Language) => Promise<void>;
}

export const LanguageContext = createContext<LanguageContextValue | undefined>(undefined);

export function useLanguage(): LanguageContextValue {
  const value = use(LanguageContext);
  if (!value) {
    throw new Error('useLanguage() needs a LanguageProvider around it.');
  }
  return value;
}

/** All that a screen says goes through this, or through `<Text>` where a part of it is more than text. */
export function useText(): TextFunction {
  return useLanguage().text;
}
