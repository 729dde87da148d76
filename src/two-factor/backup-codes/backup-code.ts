import { randomBytes } from 'node:crypto';
import { asciiCode } from '../typed-code.js';

/** Crockford's base32: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const LOOKUP_ID_LENGTH = 4;

export interface ParsedBackupCode {
  lookupId: string;
  secret: string;
}

/** 80 random bits as `XXXX-XXXX-XXXX-XXXX`. 256 is a multiple of 32, so no character is likelier than another. */
export function generateBackupCode(): string {
  const characters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join(
    '',
  );
  return characters.replace(/.{4}(?=.)/g, '$&-');
}

/**
 * Reads a code as people type it: case, spaces and punctuation do not matter, nor does O for 0, or I or L for 1.
 *
 * @returns undefined for what is no backup code.
 */
export function parseBackupCode(text: string): ParsedBackupCode | undefined {
  const code = asciiCode(text)
    .toUpperCase()
    .replace(/\p{P}/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code.length !== LENGTH || [...code].some((character) => !ALPHABET.includes(character))) {
    return undefined;
  }
  return { lookupId: code.slice(0, LOOKUP_ID_LENGTH), secret: code.slice(LOOKUP_ID_LENGTH) };
}
