import { type ReactNode, useEffect, useRef } from 'react';
import { LanguageChoice } from '../language/language-choice';
import { useLanguage } from '../language/language.context';
import { settings } from '../settings';
import { Logo } from './logo';
import { Notice, useForgetNotices } from './notices';

let isFirst = true;

/**
 * What every screen needs to be one for who cannot see it change: a title, and the focus at its start. A screen with one
 * thing to do marks that field with `data-autofocus`.
 */
export function useScreen<T extends HTMLElement>(title: string) {
  const { messages } = useLanguage();
  const ref = useRef<T>(null);
  const language = useRef(messages.language);
  const forgetNotices = useForgetNotices();
  useEffect(() => forgetNotices(), [forgetNotices]);
  useEffect(() => {
    document.title = `${title} · ${settings.appName}`;
    // The same screen in other words is no new one.
    if (language.current !== messages.language) {
      language.current = messages.language;
      return;
    }
    const field = ref.current?.querySelector<HTMLElement>('[data-autofocus]');
    // The browser itself announces a page that it has just loaded.
    const start = field ?? (isFirst ? null : ref.current?.querySelector<HTMLElement>('h1'));
    start?.focus();
    isFirst = false;
  }, [title, messages.language]);
  return ref;
}

interface Props {
  title: string;
  /** Stands below the title. */
  intro?: ReactNode;
  children?: ReactNode;
  /** Ways to elsewhere, below the card. */
  footer?: ReactNode;
}

/** A screen with one card in the middle: everything before there is an account to show. */
export function CardScreen({ title, intro, children, footer }: Props) {
  const ref = useScreen<HTMLElement>(title);
  return (
    <div className="card-screen">
      <header>
        <Logo />
      </header>
      <main ref={ref} className="card">
        <h1 tabIndex={-1}>{title}</h1>
        {intro && <p className="intro">{intro}</p>}
        <Notice />
        {children}
      </main>
      <footer>
        {footer}
        <LanguageChoice />
      </footer>
    </div>
  );
}
