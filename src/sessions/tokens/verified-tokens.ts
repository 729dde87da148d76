import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../clock/clock.js';
import { tokenFingerprint } from '../../crypto/opaque-token.js';
import type { TokenPayload } from './token-payload.interface.js';

const MAX_ENTRIES = 50_000;

/**
 * Remembers which access tokens this process has verified, so that a token's signature and claims are checked once and not
 * on each of its requests: none of that can change, except that it expires. Whether its session is alive is another
 * question, asked every time.
 *
 * Tokens are secrets, so they are kept as SHA-256; and the text of one may be a slice of a long header, which would stay in
 * memory with it.
 */
@Injectable()
export class VerifiedTokens {
  private readonly payloads = new LRUCache<string, TokenPayload>({ max: MAX_ENTRIES });

  constructor(private readonly clock: Clock) {}

  add(token: string, payload: TokenPayload): void {
    this.payloads.set(tokenFingerprint(token), payload);
  }

  /** @returns the payload of a token that was verified before and has not expired since. */
  find(token: string): TokenPayload | undefined {
    const payload = this.payloads.get(tokenFingerprint(token));
    return payload && payload.exp * 1000 > this.clock.now().getTime() ? payload : undefined;
  }
}
