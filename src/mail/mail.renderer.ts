import { escapeHtml } from '../http/escape-html.js';
import { type MailMessages, mailMessages } from '../languages/mail-texts.js';
import type { Language } from '../languages/languages.js';
import type { Brand } from '../options/brand.js';

/**
 * A paragraph, a link that stands alone, or a table of facts. A link's `code` is for who gets there without the part of it
 * behind `#`, which some mail gateways drop.
 */
export type MailBlock =
  string | { link: string; url: string; code?: string } | { facts: Record<string, string> };

/** What stands in a mail; the texts of it may hold anything, and are escaped. */
export interface MailBodies {
  text: string;
  html: string;
}

/** What an operator puts around each mail, as it is. */
export type MailFrame = Pick<Brand, 'mailHeader' | 'mailFooter'>;

/** RFC 5322 section 2.1.1: lines should have 78 characters at the most. A link is never broken. */
const LINE_LENGTH = 76;

const style = 'font:16px/1.5 sans-serif;color:#222;max-width:36em;margin:2em auto;padding:0 1em';

export interface MailLook {
  /** Of the blocks. */
  language?: Language | null;
  frame?: MailFrame;
}

/** A mail's two bodies. Our HTML loads nothing from anywhere, so opening it tells nobody. */
export function renderMail(
  subject: string,
  blocks: MailBlock[],
  { language = null, frame = { mailHeader: {}, mailFooter: {} } }: MailLook = {},
): MailBodies {
  const { mailHeader: header, mailFooter: footer } = frame;
  const messages = mailMessages(language);
  const texts = blocks.map((block) => toText(block, messages));
  return {
    text: `${present(header.text, ...texts, footer.text).join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${messages.language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
      `<body>${header.html ?? ''}<div style="${style}">`,
      ...blocks.map((block) => toHtml(block, messages)),
      `</div>${footer.html ?? ''}</body></html>`,
      '',
    ].join('\n'),
  };
}

function present(...parts: (string | undefined)[]): string[] {
  return parts.filter((part) => part !== undefined);
}

function toText(block: MailBlock, messages: MailMessages): string {
  if (typeof block === 'string') {
    return wrap(oneLine(block));
  }
  if ('link' in block) {
    const label = messages.text('link-label', { text: oneLine(block.link) });
    const link = `${wrap(label)}\n${oneLine(block.url)}`;
    return block.code ? `${link}\n\n${wrap(messages.text('code-label'))}\n${oneLine(block.code)}` : link;
  }
  return Object.entries(block.facts)
    .map(([name, value]) => messages.text('fact-line', { name, value: oneLine(value) }))
    .join('\n');
}

function toHtml(block: MailBlock, messages: MailMessages): string {
  if (typeof block === 'string') {
    return `<p>${escapeHtml(block)}</p>`;
  }
  if ('link' in block) {
    const link = `<p><a href="${escapeHtml(block.url)}">${escapeHtml(block.link)}</a></p>\n<p style="word-break:break-all">${escapeHtml(block.url)}</p>`;
    return block.code
      ? `${link}\n<p>${escapeHtml(messages.text('code-label'))}<br>\n<code>${escapeHtml(block.code)}</code></p>`
      : link;
  }
  const rows = Object.entries(block.facts).map(
    ([name, value]) =>
      `<tr><th align="left" valign="top">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<table cellpadding="4">\n${rows.join('\n')}\n</table>`;
}

/** Line breaks in a value would let it write lines of its own. French has spaces at which no line is broken. */
function oneLine(text: string): string {
  return text.replace(/[^\S\u00a0]+/g, ' ').trim();
}

/** Chinese and Japanese signs, and what is as wide: two columns each (Unicode Standard Annex #11). */
const wide =
  '\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6';
const wideSign = new RegExp(`[${wide}]`, 'gu');

/** They begin no line, and those of the other kind end none. */
const closing = '、。，．・：；？！」』）々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ';
const opening = '「『（';

/** What stays together: a word, or a wide sign, with such marks. */
const pieces = new RegExp(`[${opening}]*(?:[^ ${wide}]+|[${wide}])[${closing}]* ?`, 'gu');

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(pieces)) {
    if (line && columnsOf((line + piece).trimEnd()) > LINE_LENGTH) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].join('\n');
}

function columnsOf(text: string): number {
  return text.length + (text.match(wideSign)?.length ?? 0);
}
