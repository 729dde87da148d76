import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import { laterThan } from '../database/later-than.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { InvalidTokenException } from './invalid-token.exception.js';
import { RecoveryToken, type RecoveryPurpose } from './recovery-token.entity.js';

/** Seconds (OWASP ASVS v5.0.0-6.5.5). */
export const RECOVERY_TOKEN_LIFETIME = 600;

/** Codes that may be tried with one token; then another mail is needed. */
const MAX_SECOND_FACTOR_ATTEMPTS = 5;

/**
 * The tokens of mails that strangers can cause. Those of an account live side by side, so nobody kills the owner's link by
 * asking for another; what they were for revokes them all once it is done. Whoever issues or consumes one has locked the user's row before.
 */
@Injectable()
export class RecoveryTokensService {
  constructor(
    @InjectRepository(RecoveryToken) private readonly tokens: Repository<RecoveryToken>,
    private readonly clock: Clock,
  ) {}

  /**
   * @param lifetime seconds.
   * @returns a token of 256 random bits.
   */
  async issue(
    { manager, user: { id: userId, email } }: AccountTransaction,
    purpose: RecoveryPurpose,
    lifetime = RECOVERY_TOKEN_LIFETIME,
  ): Promise<string> {
    const token = generateToken();
    const expiresAt = this.clock.inSeconds(lifetime);
    await manager.insert(RecoveryToken, { userId, purpose, email, expiresAt, tokenHash: hashToken(token) });
    return token;
  }

  /**
   * A token that is alive; it stays so until {@link consume}.
   *
   * @throws InvalidTokenException for an unknown, used or expired one as for one of another purpose.
   */
  async find(token: string, purpose: RecoveryPurpose): Promise<RecoveryToken> {
    const expiresAt = laterThan(this.clock.now());
    const row = await this.tokens.findOneBy({ tokenHash: hashToken(token), purpose, expiresAt });
    if (!row) {
      throw new InvalidTokenException();
    }
    return row;
  }

  /** Whether its tries of a code are used up: where one is asked for, it is of no more use. */
  isExhausted({ secondFactorAttempts }: RecoveryToken): boolean {
    return secondFactorAttempts >= MAX_SECOND_FACTOR_ATTEMPTS;
  }

  /** Whether there is one that is good for something. */
  hasLive({ manager, userId }: AccountTransaction, purpose: RecoveryPurpose): Promise<boolean> {
    return manager.existsBy(RecoveryToken, {
      userId,
      purpose,
      expiresAt: laterThan(this.clock.now()),
      secondFactorAttempts: LessThan(MAX_SECOND_FACTOR_ATTEMPTS),
    });
  }

  /**
   * Charges one try of a code to a token.
   *
   * @throws InvalidTokenException when its tries are used up.
   */
  async chargeSecondFactorAttempt(
    { manager }: AccountTransaction,
    { tokenHash }: RecoveryToken,
  ): Promise<void> {
    const criteria = { tokenHash, secondFactorAttempts: LessThan(MAX_SECOND_FACTOR_ATTEMPTS) };
    const { affected } = await manager.increment(RecoveryToken, criteria, 'secondFactorAttempts', 1);
    if (affected !== 1) {
      throw new InvalidTokenException();
    }
  }

  /** @throws InvalidTokenException when another request was faster. */
  async consume({ manager }: AccountTransaction, { tokenHash }: RecoveryToken): Promise<void> {
    const criteria = { tokenHash, expiresAt: laterThan(this.clock.now()) };
    const { affected } = await manager.delete(RecoveryToken, criteria);
    if (affected !== 1) {
      throw new InvalidTokenException();
    }
  }

  async revoke({ manager, userId }: AccountTransaction, ...purposes: RecoveryPurpose[]): Promise<void> {
    await manager.delete(RecoveryToken, { userId, purpose: In(purposes) });
  }
}
