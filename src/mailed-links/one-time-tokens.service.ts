import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import { laterThan } from '../database/later-than.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { InvalidTokenException } from './invalid-token.exception.js';
import { OneTimeToken, type OneTimeTokenPurpose } from './one-time-token.entity.js';

const HOUR = 3600;

/** Seconds (NIST SP 800-63B-4 section 4.2.1.2). */
export const oneTimeTokenLifetimes: Record<OneTimeTokenPurpose, number> = {
  'email-verification': 24 * HOUR,
  'email-change': 24 * HOUR,
};

/** The tokens of mails that only who is logged in can cause. */
@Injectable()
export class OneTimeTokensService {
  constructor(
    @InjectRepository(OneTimeToken) private readonly tokens: Repository<OneTimeToken>,
    private readonly clock: Clock,
  ) {}

  /** @returns a token of 256 random bits, which takes the place of an earlier one of this purpose. */
  async issue(
    { manager, userId }: AccountTransaction,
    request: Pick<OneTimeToken, 'purpose' | 'email' | 'knownBrowserId'>,
  ): Promise<string> {
    const token = generateToken();
    const expiresAt = this.clock.inSeconds(oneTimeTokenLifetimes[request.purpose]);
    const row = { ...request, userId, expiresAt, tokenHash: hashToken(token) };
    await manager.upsert(OneTimeToken, row, ['userId', 'purpose']);
    return token;
  }

  /**
   * A token that is alive; it stays so until {@link consume}.
   *
   * @throws InvalidTokenException for an unknown, used, replaced or expired one as for one of another purpose.
   */
  async find(token: string, ...purposes: OneTimeTokenPurpose[]): Promise<OneTimeToken> {
    const row = await this.tokens.findOneBy({
      tokenHash: hashToken(token),
      purpose: In(purposes),
      expiresAt: laterThan(this.clock.now()),
    });
    if (!row) {
      throw new InvalidTokenException();
    }
    return row;
  }

  /** @throws InvalidTokenException when another request was faster. */
  async consume({ manager }: AccountTransaction, { tokenHash }: OneTimeToken): Promise<void> {
    const criteria = { tokenHash, expiresAt: laterThan(this.clock.now()) };
    const { affected } = await manager.delete(OneTimeToken, criteria);
    if (affected !== 1) {
      throw new InvalidTokenException();
    }
  }

  async revoke({ manager, userId }: AccountTransaction, ...purposes: OneTimeTokenPurpose[]): Promise<void> {
    await manager.delete(OneTimeToken, { userId, purpose: In(purposes) });
  }
}
