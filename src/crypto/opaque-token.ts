import { createHash, hash, randomBytes } from 'node:crypto';

/** 256 random bits unless told otherwise, base64url: 43 characters. */
export function generateToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/**
 * SHA-256, what the database keeps of a token. A token has 256 random bits, so no slow hash is needed
 * (OWASP ASVS v5.0.0-6.5.2), and looking it up by its hash needs no comparison in constant time.
 */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** SHA-256 as text, to remember a token of the hot path by: a third of the time of {@link hashToken}. */
export function tokenFingerprint(token: string): string {
  return hash('sha256', token, 'base64url');
}
