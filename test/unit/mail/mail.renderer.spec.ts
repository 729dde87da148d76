import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMail } from '../../../src/mail/mail.renderer.js';

describe('renderMail', () => {
  const hostile = `<img src=x onerror=alert(1)> "quoted" & 'single' \${7*7} {{7*7}}`;

  it('escapes every kind of block, and evaluates nothing (ASVS 1.2.1, 1.3.7)', () => {
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

  it('loads nothing from anywhere (ASVS 14.2.3)', () => {
    const { html } = renderMail('Subject', ['Text', { facts: { Browser: 'Firefox' } }]);
    expect(html).not.toMatch(/\bsrc=|<link|<script|<iframe|url\(|@import|https?:/i);
  });

  it('gives a value no line of its own in the text (ASVS 1.3.11)', () => {
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

  it('stands as ever where an operator puts nothing around it, and as it is between what they put', () => {
    const plain = renderMail('Subject', ['Hello']);
    expect(plain.text).toBe('Hello\n');
    expect(plain.html).toMatch(/<body><div style="[^"]+">\n<p>Hello<\/p>\n<\/div><\/body><\/html>\n$/);
    const nothing = { html: undefined, text: undefined };
    expect(renderMail('Subject', ['Hello'], { frame: { mailHeader: nothing, mailFooter: nothing } })).toEqual(
      plain,
    );

    const framed = renderMail('Subject', ['Hello'], {
      frame: {
        mailHeader: { html: '<h1>Gringotts & "Co"</h1>', text: 'Gringotts  &  Co' },
        mailFooter: { html: '<hr>$&', text: `${'Diagon Alley '.repeat(9)}\n$&` },
      },
    });
    expect(framed.text).toBe(`Gringotts  &  Co\n\nHello\n\n${'Diagon Alley '.repeat(9)}\n$&\n`);
    expect(framed.html).toBe(
      plain.html
        .replace('<body>', '<body><h1>Gringotts & "Co"</h1>')
        .replace('</div></body>', '</div><hr>$$&</body>'),
    );
  });

  it('is in one language: the words of its own, and what it says of itself', () => {
    const block = { link: 'Weiter', url: 'https://auth.example.com/#token=a', code: 'a' };
    const { text, html } = renderMail('Betreff', [block, { facts: { Browser: 'Firefox' } }], {
      language: 'fr',
    });
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Si la page demande le code de ce lien');
    expect(text).toContain('Si la page demande le code de ce lien');
    expect(text).toMatch(/^Browser\s:\sFirefox$/m);
  });

  it('breaks Japanese, which has no spaces, by its width, and begins no line with a mark', () => {
    const sentence = 'このアドレスは、「例」のアカウントに登録されました。Firefox からログインしてください。';
    const { text } = renderMail('Subject', [sentence.repeat(12)], { language: 'ja' });
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.join('').replaceAll(' ', '')).toBe(sentence.repeat(12).replaceAll(' ', ''));
    for (const line of lines) {
      const columns = [...line].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x1100 ? 2 : 1), 0);
      expect(columns).toBeLessThanOrEqual(76);
      expect(line).not.toMatch(/^[、。」]|「$/);
    }
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
