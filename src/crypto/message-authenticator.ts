import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '../options/environment.js';
import type { KeyRing, NamedKey } from '../options/key-ring.js';

/** Bytes. */
export const TAG_LENGTH = 16;

/**
 * Signs what a browser keeps for us (HMAC-SHA-256, cut to 128 bits as RFC 2104 section 5 allows), with keys of its own derived
 * from `ENCRYPTION_KEYS`. `purpose` keeps the tags of one use from being taken for another's.
 */
@Injectable()
export class MessageAuthenticator {
  private readonly ring: KeyRing;
  private readonly keys: ReadonlyMap<NamedKey, KeyObject>;

  constructor(environment: Environment) {
    this.ring = environment.ENCRYPTION_KEYS;
    this.keys = new Map(this.ring.keys.map((key) => [key, deriveKey(key.value)]));
  }

  sign(purpose: string, message: Buffer): Buffer {
    return tagOf(this.keys.get(this.ring.primary) as KeyObject, purpose, message);
  }

  /** Whether any of the keys signed this, compared in constant time. */
  isSigned(purpose: string, message: Buffer, tag: Buffer): boolean {
    return (
      tag.length === TAG_LENGTH &&
      [...this.keys.values()].some((key) => timingSafeEqual(tag, tagOf(key, purpose, message)))
    );
  }
}

function tagOf(key: KeyObject, purpose: string, message: Buffer): Buffer {
  return createHmac('sha256', key).update(`${purpose}\0`).update(message).digest().subarray(0, TAG_LENGTH);
}

function deriveKey(value: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', value, '', 'twofold message authentication', 32)));
}
