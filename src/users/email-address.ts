import { domainToASCII } from 'node:url';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail, isEmail, Matches, MaxLength } from 'class-validator';
import { ApiProperty } from '../http/documentation.js';
import type { RuleContext } from '../errors/violation.js';

/** RFC 5321 section 4.5.3.1.3, less the angle brackets. */
const MAX_EMAIL_LENGTH = 254;

const emailOptions = { allow_utf8_local_part: false };

/** IsEmail lets line breaks through in a quoted local part, into mails and logs; HTML's e-mail field knows no quotes. */
const PLAIN = /^[!#-~]*$/;

/**
 * The one form in which an address is stored, looked up and mailed to: trimmed, NFKC (so that full-width letters are
 * the letters they look like), lower case, the domain in its ASCII form. Two spellings of one mailbox are one account.
 */
export function canonicalEmailAddress(address: string): string {
  const normalized = address.trim().normalize('NFKC').toLowerCase();
  const at = normalized.lastIndexOf('@');
  const written = normalized.slice(at + 1);
  const domain = isDomain(written) ? domainToASCII(written) : '';
  return at > 0 && domain ? `${normalized.slice(0, at)}@${domain}` : normalized;
}

/**
 * Whether this is letters, digits, hyphens and dots, of any script. `domainToASCII` reads the host of a URL: it would cut at
 * `/`, `?`, `#` and `\\`, decode `%6d`, and drop what cannot be seen.
 */
function isDomain(text: string): boolean {
  return !/[^a-z0-9.\-\u0080-\u{10ffff}]|[\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** Whether a canonical address can be one that mails go to. */
export function isEmailAddress(address: string): boolean {
  return isEmail(address, emailOptions) && PLAIN.test(address) && address.length <= MAX_EMAIL_LENGTH;
}

/** A body property that is an e-mail address, made canonical before it is validated. */
export function EmailAddress(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, format: 'email', maxLength: MAX_EMAIL_LENGTH, example: 'alice@example.com' }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? validatable(value) : value)),
    IsEmail(emailOptions, { message: 'email must be an e-mail address' }),
    Matches(PLAIN, {
      message: 'email must be an e-mail address',
      context: { rule: 'not-an-email-address' } satisfies RuleContext,
    }),
    MaxLength(MAX_EMAIL_LENGTH),
  );
}

function validatable(text: string): string {
  // Longer input is refused anyway; normalising it first would only cost time.
  const address = text.length <= 2 * MAX_EMAIL_LENGTH ? canonicalEmailAddress(text) : text;
  // IsEmail throws at half a surrogate pair, which is no character; U+FFFD it refuses.
  return address.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
