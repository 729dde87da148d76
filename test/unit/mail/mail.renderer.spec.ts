import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMail } from '../../../src/mail/mail.renderer.js';

describe('renderMail', () => {
  const hostile = `<img src=x onerror=alert(1)> "quoted" & 'single' \${7*7} {{7*7}}`;

  it('escapes every kind of block, and evaluates nothing', () => {
    const { html } = renderMail(hostile, [
      hostile,
      { link: hostile, url: 'https://a.example/?a=1&b="' },
      { facts: { Browser: hostile } },
    ]);
    expect(html).not.toMatch(/<img/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; &#39;single&#39;');
    expect(html).toContain('${7*7} {{7*7}}');
    expect(html).toContain('href="https://a.example/?a=1&amp;b=&quot;"');
  });

  it('loads nothing from anywhere', () => {
    const { html } = renderMail('Subject', ['Text', { facts: { Browser: 'Firefox' } }]);
    expect(html).not.toMatch(/\bsrc=|<link|<script|<iframe|url\(|@import|https?:/i);
  });

  it('gives a value no line of its own in the text', () => {
    const { text } = renderMail('Subject', [{ facts: { Browser: 'a\r\n\r\nhttps://evil.example' } }]);
    expect(text).toBe('Browser: a https://evil.example\n');
  });

  it('never breaks a link, and keeps other lines short', () => {
    const url = `https://auth.example.com/reset-password#token=${'x'.repeat(43)}`;
    const { text } = renderMail('Subject', ['word '.repeat(60), { link: 'Set a new password', url }]);
    const lines = text.split('\n');
    expect(lines).toContain(url);
    expect(lines.filter((line) => line.length > 78)).toEqual([url]);
  });

  it('gives the code of a link a line of its own, and escapes it', () => {
    const { text, html } = renderMail('Subject', [
      { link: 'Go on', url: 'https://auth.example.com/verify-email#token=a<b', code: 'a<b' },
    ]);
    expect(text.split('\n')).toContain('a<b');
    expect(html).toContain('<code>a&lt;b</code>');
  });

  it('loses no word of a paragraph', () => {
    const word = fc.stringMatching(/^[a-z]{1,20}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const { text } = renderMail('Subject', [words.join(' ')]);
        expect(text.split(/\s+/).filter(Boolean)).toEqual(words);
      }),
    );
  });
});
