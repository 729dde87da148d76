import { type FormatXMLElementFn, IntlMessageFormat, type PrimitiveType } from 'intl-messageformat';
import type { Language } from './languages.js';

/** What a text has places for. Dates and times come as texts, since how they look depends on where they stand. */
export type Values = Record<string, string | number>;

/** As many texts as another language has, and of the same names. */
export type Texts<Originals> = Readonly<Record<keyof Originals, string>>;

/** The texts of one language, ready to be filled in; each is parsed when it is first needed. */
export class Messages<Key extends string> {
  private readonly parsed = new Map<Key, IntlMessageFormat>();

  constructor(
    readonly language: Language,
    private readonly texts: Readonly<Record<Key, string>>,
  ) {}

  text(key: Key, values: Values = {}): string {
    return String(this.message(key).format(values));
  }

  /** A text in parts, where its tags stand for something else than text. */
  parts<Part>(key: Key, values: Record<string, PrimitiveType | FormatXMLElementFn<Part>>): (string | Part)[] {
    return [this.message(key).format<Part>(values)].flat() as (string | Part)[];
  }

  has(key: string): key is Key {
    return Object.hasOwn(this.texts, key);
  }

  private message(key: Key): IntlMessageFormat {
    const message = this.parsed.get(key) ?? new IntlMessageFormat(this.texts[key], this.language);
    this.parsed.set(key, message);
    return message;
  }
}
