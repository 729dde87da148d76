import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBackupCode } from '../../../src/two-factor/backup-codes/backup-code.js';
import { asciiCode } from '../../../src/two-factor/typed-code.js';

describe('six digits are read', () => {
  it.each([
    ['with spaces', ' 123 456\n'],
    ['with a no-break space', '123\u00a0456'],
    ['with a narrow no-break space', '123\u202f456'],
    ['with a tab', '123\t456'],
    ['with a zero-width space', '123\u200b456'],
    ['between marks of direction', '\u200e123456\u200f'],
    ['with a soft hyphen', '123\u00ad456'],
    ['with a dash', '123-456'],
    ['with a minus sign', '123\u2212456'],
    ['in full width', '１２３４５６'],
    ['in Arabic-Indic', '١٢٣٤٥٦'],
    ['in Persian', '۱۲۳۴۵۶'],
    ['in Devanagari', '१२३४५६'],
    ['in bold mathematical digits', '𝟏𝟐𝟑𝟒𝟓𝟔'],
    ['in digits of several scripts', '1٢۳४５𝟔'],
  ])('%s', (_, text) => {
    expect(asciiCode(text)).toBe('123456');
  });

  it.each(['12.3456', '123,456', '12345O', '+123456', '½23456'])('%j stays no code', (text) => {
    expect(asciiCode(text)).not.toMatch(/^[0-9]{6}$/);
  });

  it('every decimal digit of Unicode is one of ASCII, of the same value where NFKC knows it', () => {
    for (let point = 0; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point);
      if (/\p{Nd}/u.test(character)) {
        const [known = ''] = character.normalize('NFKC');
        expect(asciiCode(character)).toMatch(/^[0-9]$/);
        expect(/[0-9]/.test(known) ? asciiCode(character) : known).toBe(known);
      }
    }
  });
});

describe('a backup code is read', () => {
  const code = 'K7QX2M9CVT4H8WZ3';
  const parsed = { lookupId: 'K7QX', secret: '2M9CVT4H8WZ3' };
  const separators = ['-', '\u2212', '\u2013', '\u00ad', '.', '·', ', ', '_', '/', '\u200b', '\u00a0', '\n'];

  it.each(separators)('with %j between its parts', (separator) => {
    expect(parseBackupCode(code.match(/.{4}/g)?.join(separator) ?? '')).toEqual(parsed);
  });

  it('in full width and in quotes', () => {
    expect(parseBackupCode('“Ｋ７ＱＸ－２Ｍ９Ｃ－ＶＴ４Ｈ－８ＷＺ３”')).toEqual(parsed);
  });

  it('with any of these anywhere', () => {
    const place = fc.tuple(fc.nat(code.length), fc.constantFrom(...separators));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), (places) => {
        const typed = places.reduce((text, [at, mark]) => text.slice(0, at) + mark + text.slice(at), code);
        expect(parseBackupCode(typed)).toEqual(parsed);
      }),
    );
  });
});
