import { createHmac, hkdfSync } from 'node:crypto';
import type { NamedKey } from '../options/key-ring.js';

/** Tells a key from another one, and nothing else of it: HMAC-SHA-256 of a constant, under a key that is for this alone. */
export function keyFingerprint({ value }: NamedKey): string {
  const key = Buffer.from(hkdfSync('sha256', value, '', 'twofold key fingerprint', 32));
  return createHmac('sha256', key).update('twofold').digest('base64url');
}
