import { createHash } from 'node:crypto';

/**
 * SHA-1 in upper-case hex, by which lists of breached passwords are kept: to look one up in there, and for nothing else.
 */
export function sha1OfPassword(password: string): string {
  return createHash('sha1').update(password).digest('hex').toUpperCase();
}
