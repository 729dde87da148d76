import { mails as de } from './de/mails.js';
import { mails as en } from './en/mails.js';
import { mails as es } from './es/mails.js';
import { mails as fr } from './fr/mails.js';
import { mails as ja } from './ja/mails.js';
import { mails as pl } from './pl/mails.js';
import { mails as ptBr } from './pt-br/mails.js';
import { DEFAULT_LANGUAGE, type Language, localeOf } from './languages.js';
import { Messages, type Texts } from './messages.js';

export type MailTexts = Texts<typeof en>;
export type MailKey = keyof MailTexts;

const catalogue: Record<Language, MailTexts> = { en, de, es, fr, 'pt-BR': ptBr, pl, ja };

/** What mails say, in one language. */
export class MailMessages extends Messages<MailKey> {
  private readonly moments: Intl.DateTimeFormat;
  private readonly lists: Intl.ListFormat;

  constructor(language: Language) {
    super(language, catalogue[language]);
    const locale = localeOf(language);
    // By a clock that is named: whoever reads it may be anywhere.
    this.moments = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' });
    this.lists = new Intl.ListFormat(locale, { type: 'unit' });
  }

  moment(time: Date): string {
    return this.moments.format(time);
  }

  /** Of what people named themselves. */
  quoted(names: string[]): string {
    return this.lists.format(names.map((name) => this.text('quoted', { name })));
  }

  sentences(keys: readonly MailKey[]): string {
    return keys.map((key) => this.text(key)).join(this.text('sentence-gap'));
  }
}

const made = new Map<Language, MailMessages>();

/** @param language of the person who gets the mail; null where none is known. */
export function mailMessages(language: Language | null): MailMessages {
  const known = language ?? DEFAULT_LANGUAGE;
  const messages = made.get(known) ?? new MailMessages(known);
  made.set(known, messages);
  return messages;
}
