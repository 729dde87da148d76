import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateBackupCode, parseBackupCode } from '../../../../src/two-factor/backup-codes/backup-code.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const character = fc.constantFrom(...ALPHABET);
const characters = fc.array(character, { minLength: 16, maxLength: 16 }).map((list) => list.join(''));

/** What people do to a character when they type it. */
function typed(letter: string, how: number): string {
  const lookAlikes = { '0': ['0', 'O', 'o'], '1': ['1', 'I', 'i', 'L', 'l'] }[letter];
  const spellings = lookAlikes ?? [letter, letter.toLowerCase()];
  return spellings[how % spellings.length] as string;
}

const separator = fc.constantFrom('', '', ' ', '-', '\t', ' - ', '\u2013', '\u2011', '\u00a0');

describe('reading', () => {
  it('forgives case, spaces, dashes and look-alikes, wherever they are', () => {
    const noise = fc.array(fc.tuple(fc.nat(), separator), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(characters, noise, (code, changes) => {
        const text = [...code].map((letter, index) => {
          const [how, between] = changes[index] as [number, string];
          return typed(letter, how) + between;
        });
        expect(parseBackupCode(text.join(''))).toEqual({ lookupId: code.slice(0, 4), secret: code.slice(4) });
      }),
    );
  });

  it('takes no two different codes for the same', () => {
    fc.assert(
      fc.property(characters, characters, (one, other) => {
        fc.pre(one !== other);
        expect(parseBackupCode(one)).not.toEqual(parseBackupCode(other));
      }),
    );
  });

  it('takes nothing else for a code: whatever is read has 16 characters of the alphabet', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      characters.map((code) => `${code}0`),
    );
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseBackupCode(input);
        if (parsed) {
          expect(parsed.lookupId + parsed.secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '',
    '----',
    'K7QX-2M9C-VT4H-8WZ',
    'K7QX-2M9C-VT4H-8WZ33',
    'K7QX-2M9C-VT4H-8WZU',
    'K7QX-2M9C-VT4H-8WZ\u0000',
    '😀'.repeat(8),
  ])('%j is no code', (text) => {
    expect(parseBackupCode(text)).toBeUndefined();
  });
});

describe('a generated code (ASVS 6.5.3, 6.5.4)', () => {
  const codes = Array.from({ length: 2_000 }, generateBackupCode);

  it('is four groups of four, which can be read again', () => {
    for (const code of codes) {
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      const { lookupId, secret } = parseBackupCode(code) ?? { lookupId: '', secret: '' };
      expect(lookupId + secret).toBe(code.replaceAll('-', ''));
    }
  });

  it('has each of the 32 characters equally often (chi squared)', () => {
    const text = codes.join('').replaceAll('-', '');
    const expected = text.length / ALPHABET.length;
    const chiSquared = [...ALPHABET].reduce((sum, letter) => {
      const observed = text.split(letter).length - 1;
      return sum + (observed - expected) ** 2 / expected;
    }, 0);
    // 31 degrees of freedom: a fair generator exceeds 92 once in ten million runs; without one of the letters it is 1,000.
    expect(chiSquared).toBeLessThan(92);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
