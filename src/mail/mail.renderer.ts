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

/** RFC 5322 section 2.1.1: lines should have 78 characters at the most. A link is never broken. */
const LINE_LENGTH = 76;

const codeLabel = 'If the page asks for the code of this link:';

const style = 'font:16px/1.5 sans-serif;color:#222;max-width:36em;margin:2em auto;padding:0 1em';

/** A mail's two bodies. The HTML loads nothing from anywhere, so opening it tells nobody. */
export function renderMail(subject: string, blocks: MailBlock[]): MailBodies {
  return {
    text: `${blocks.map(toText).join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(subject)}</title></head>`,
      `<body><div style="${style}">`,
      ...blocks.map(toHtml),
      '</div></body></html>',
      '',
    ].join('\n'),
  };
}

function toText(block: MailBlock): string {
  if (typeof block === 'string') {
    return wrap(oneLine(block));
  }
  if ('link' in block) {
    const link = `${wrap(oneLine(block.link))}:\n${oneLine(block.url)}`;
    return block.code ? `${link}\n\n${codeLabel}\n${oneLine(block.code)}` : link;
  }
  return Object.entries(block.facts)
    .map(([name, value]) => `${name}: ${oneLine(value)}`)
    .join('\n');
}

function toHtml(block: MailBlock): string {
  if (typeof block === 'string') {
    return `<p>${escape(block)}</p>`;
  }
  if ('link' in block) {
    const link = `<p><a href="${escape(block.url)}">${escape(block.link)}</a></p>\n<p style="word-break:break-all">${escape(block.url)}</p>`;
    return block.code ? `${link}\n<p>${codeLabel}<br>\n<code>${escape(block.code)}</code></p>` : link;
  }
  const rows = Object.entries(block.facts).map(
    ([name, value]) => `<tr><th align="left" valign="top">${escape(name)}</th><td>${escape(value)}</td></tr>`,
  );
  return `<table cellpadding="4">\n${rows.join('\n')}\n</table>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** Line breaks in a value would let it write lines of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function wrap(text: string): string {
  return text.replace(new RegExp(`(?=\\S)(.{1,${LINE_LENGTH}})(?: |$)`, 'g'), '$1\n').trimEnd();
}
