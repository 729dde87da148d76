import { Injectable } from '@nestjs/common';
import { addressLimits } from '../rate-limiting/client-address.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';

const WINDOW = 15 * 60;

const perAccountAndAddress: RateLimit = { name: 'password-account', points: 10, duration: WINDOW };
const perAddress: RateLimit = { name: 'password-address', points: 100, duration: WINDOW };
const perOwnBudget: RateLimit = { name: 'password-browser', points: 10, duration: WINDOW };

export interface PasswordAttempt {
  /** Of an account or of none: an unknown one is limited alike, so the limit does not tell which it is. */
  email: string;
  ip: string;
  /** What of this account has a budget apart from its address: a session, or all browsers that are known to it together. */
  ownBudget?: string | undefined;
}

/**
 * Limits the guessing of passwords: 10 in 15 minutes for an account from one address, and 100 for an address in all (an IPv6
 * site of 48 bits: three times as many). An account alone has no limit, so a stranger elsewhere cannot lock its owner out;
 * and the browsers that were logged in before have a budget of their own, all of an account together, so neither can one
 * behind the same address (OWASP ASVS v5.0.0-6.1.1 and -6.3.1).
 *
 * An attempt is charged before the password is looked at, and given back when it was right.
 */
@Injectable()
export class PasswordBudget {
  constructor(private readonly rateLimits: RateLimitsService) {}

  /**
   * Turns away who has no attempt left, before anything is done for them.
   *
   * @throws TooManyAttemptsException
   */
  async refuseExhausted(attempt: PasswordAttempt): Promise<void> {
    const { own, shared } = limitsOf(attempt);
    for (const { limit, key } of [...own, ...shared]) {
      await this.rateLimits.refuseExhausted(limit, key);
    }
  }

  /**
   * @returns whether this was the last attempt for now.
   * @throws TooManyAttemptsException
   */
  async charge(attempt: PasswordAttempt): Promise<boolean> {
    const { own, shared } = limitsOf(attempt);
    let isLast = false;
    for (const { limit, key } of own) {
      isLast = (await this.rateLimits.charge(limit, key)) === 0 || isLast;
    }
    for (const { limit, key } of shared) {
      await this.rateLimits.charge(limit, key);
    }
    return isLast;
  }

  /** Gives an account its tries back, from wherever they were used up; an address as a whole stays as it is. */
  async unlock(email: string): Promise<void> {
    await this.rateLimits.resetAll(perAccountAndAddress, email);
    await this.rateLimits.resetAll(perOwnBudget, email);
  }

  /** For a right password. */
  async refund(attempt: PasswordAttempt): Promise<void> {
    const { own, shared } = limitsOf(attempt);
    for (const { limit, key } of own) {
      await this.rateLimits.reset(limit, key);
    }
    for (const { limit, key } of shared) {
      await this.rateLimits.refund(limit, key);
    }
  }
}

interface ChargedLimit {
  limit: RateLimit;
  key: string;
}

/** `own` starts anew after a right password; `shared` gets back what it cost. */
function limitsOf({ email, ip, ownBudget }: PasswordAttempt): Record<'own' | 'shared', ChargedLimit[]> {
  if (ownBudget !== undefined) {
    return { own: [{ limit: perOwnBudget, key: `${email}\n${ownBudget}` }], shared: [] };
  }
  return {
    own: addressLimits(perAccountAndAddress, ip).map(({ limit, address }) => ({
      limit,
      key: `${email}\n${address}`,
    })),
    shared: addressLimits(perAddress, ip).map(({ limit, address }) => ({ limit, key: address })),
  };
}
