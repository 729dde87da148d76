import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../src/languages/languages.js';
import { LanguageContext } from './language.context';
import { type PageMessages, takeUp } from './page-messages';
import { keepLanguage } from './wanted-language';

/** What is on the screen, and typed into it, stays as it is when another language is chosen. */
export function LanguageProvider({ initial, children }: { initial: PageMessages; children: ReactNode }) {
  const [messages, setMessages] = useState(initial);
  const last = useRef(initial.language);

  const choose = useCallback(async (language: Language) => {
    last.current = language;
    const chosen = await takeUp(language);
    // Of two in a row the last one is meant, whichever is there first.
    if (last.current === language) {
      keepLanguage(language);
      setMessages(chosen);
    }
  }, []);

  const value = useMemo(() => ({ messages, text: messages.text.bind(messages), choose }), [messages, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
