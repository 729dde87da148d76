import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEmailAddress, EmailAddress } from '../../../src/users/email-address.js';

class Body {
  @EmailAddress()
  email: string;
}

/** The address as a handler gets it; undefined when it is refused. */
function read(email: unknown): string | undefined {
  const body = plainToInstance(Body, { email });
  return validateSync(body).length === 0 ? body.email : undefined;
}

describe('spellings of one mailbox are one account', () => {
  it.each([
    ['alice@example.com', 'alice@example.com'],
    ['  Alice@Example.COM\n', 'alice@example.com'],
    ['ａｌｉｃｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'alice@example.com'],
    ['alice@bücher.example', 'alice@xn--bcher-kva.example'],
    ['alice@BU\u0308CHER.example', 'alice@xn--bcher-kva.example'],
    ['alice@xn--bcher-kva.example', 'alice@xn--bcher-kva.example'],
    ['alice+tag@example.com', 'alice+tag@example.com'],
  ])('%j is %s', (address, canonical) => {
    expect(read(address)).toBe(canonical);
  });

  it('the canonical form is its own canonical form (ASVS 1.1.1)', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.constantFrom('', ' ', '\t'), (address, space) => {
        const canonical = canonicalEmailAddress(space + address.toUpperCase() + space);
        expect(canonical).toBe(canonicalEmailAddress(address));
        expect(canonicalEmailAddress(canonical)).toBe(canonical);
      }),
    );
  });

  it('what is accepted gives itself back, whatever stands between the letters of a known address', () => {
    const known = 'bob@example.com';
    const insert = fc.tuple(
      fc.nat(known.length),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4 }),
        fc.constantFrom(...'/?#\\\\%:@[]&;\t\n\r \u00ad\u200b\u2060'),
      ),
    );
    fc.assert(
      fc.property(insert, ([place, text]) => {
        const written = known.slice(0, place) + text + known.slice(place);
        const accepted = read(written);
        if (accepted !== undefined) {
          expect(read(accepted)).toBe(accepted);
        }
        if (accepted === known) {
          expect(written.trim().normalize('NFKC').toLowerCase().replaceAll('\u3002', '.')).toBe(known);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('what is no address is refused (ASVS 1.3.11)', () => {
  it.each([
    '',
    'alice',
    '@example.com',
    'alice@',
    'alice@localhost',
    'alice@example..com',
    'alice@@example.com',
    'Alice <alice@example.com>',
    'alice@example.com, eve@example.com',
    'аlice@example.com',
    'alice@example.com\nbcc: eve@example.com',
    'bob@example.com/evil',
    'bob@example.com?x',
    'bob@example.com#x',
    'bob@example.com\\x',
    'bob@example.com:80',
    'bob@exa%6dple.com',
    'bob@exam\nple.com',
    'bob@exam\tple.com',
    'bob@exam\u00adple.com',
    'bob@exam\u200bple.com',
    'bob@0x7f.1',
    '"alice\r\nbcc: eve"@example.com',
    '"alice\u0000"@example.com',
    '"alice"@example.com',
    'alice\u0000@example.com',
    `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`,
    'a'.repeat(100_000),
    {},
    [],
    ['alice@example.com'],
    12,
    null,
    undefined,
    true,
  ])('%j', (address) => {
    expect(read(address)).toBeUndefined();
  });
});
