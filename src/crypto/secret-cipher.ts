import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../options/environment.js';
import type { KeyRing } from '../options/key-ring.js';
import { decryptFailures } from './crypto.metrics.js';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A ciphertext that this server cannot open: tampered with, moved to another row, or of an unknown key. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';

  constructor() {
    super('A stored secret could not be decrypted.');
  }
}

/**
 * Encrypts secrets at rest with AES-256-GCM: `v1.<kid>.<iv>.<ciphertext>.<tag>`, base64url, a random 96-bit
 * IV each. `context` (such as `totp:<user id>`) is authenticated with it, so a ciphertext that is copied to
 * another row does not decrypt there.
 */
@Injectable()
export class SecretCipher {
  private readonly logger = new Logger(SecretCipher.name);
  private readonly ring: KeyRing;
  private readonly keys: ReadonlyMap<string, Buffer>;

  constructor(environment: Environment) {
    this.ring = environment.ENCRYPTION_KEYS;
    this.keys = new Map(this.ring.keys.map(({ kid, value }) => [kid, deriveKey(value)]));
  }

  encrypt(plaintext: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const { kid } = this.ring.primary;
    const cipher = createCipheriv(ALGORITHM, this.key(kid), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(additionalData(kid, context));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return [VERSION, kid, ...[iv, ciphertext, cipher.getAuthTag()].map(toText)].join('.');
  }

  /** @throws DecryptionError for every cause alike; the log has a line of it. */
  decrypt(encrypted: string, context: string): string {
    try {
      return this.open(encrypted, context);
    } catch {
      decryptFailures.inc();
      this.logger.error('crypt_decrypt_fail', { context });
      throw new DecryptionError();
    }
  }

  /** What every ciphertext of today's key starts with. */
  get prefix(): string {
    return this.prefixOf(this.ring.primary.kid);
  }

  prefixOf(kid: string): string {
    return `${VERSION}.${kid}.`;
  }

  /** As {@link decrypt}, where failing is an answer. */
  canDecrypt(encrypted: string, context: string): boolean {
    try {
      this.open(encrypted, context);
      return true;
    } catch {
      return false;
    }
  }

  /** The same secret under today's key: rotation of the keys happens in passing, where a ciphertext is used. */
  renew(encrypted: string, context: string): string {
    return encrypted.startsWith(this.prefix)
      ? encrypted
      : this.encrypt(this.decrypt(encrypted, context), context);
  }

  private open(encrypted: string, context: string): string {
    const [version, kid = '', iv = '', ciphertext = '', tag = '', ...rest] = encrypted.split('.');
    if (version !== VERSION || rest.length > 0) {
      throw new DecryptionError();
    }
    const decipher = createDecipheriv(ALGORITHM, this.key(kid), toBytes(iv), { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(kid, context));
    decipher.setAuthTag(toBytes(tag));
    return Buffer.concat([decipher.update(toBytes(ciphertext)), decipher.final()]).toString('utf8');
  }

  private key(kid: string): Buffer {
    const key = this.keys.get(kid);
    if (!key) {
      throw new DecryptionError();
    }
    return key;
  }
}

/** HKDF-SHA-256 (RFC 5869), since a configured key is text of any length from 32 bytes on. */
function deriveKey(value: string): Buffer {
  return Buffer.from(hkdfSync('sha256', value, '', 'twofold secret at rest', 32));
}

function additionalData(kid: string, context: string): Buffer {
  return Buffer.from(`${VERSION}:${kid}:${context}`);
}

function toText(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function toBytes(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
