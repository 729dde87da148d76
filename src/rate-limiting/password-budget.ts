import { Injectable } from '@nestjs/common';
import { clientAddress } from './client-address.js';
import { type RateLimit, RateLimitsService } from './rate-limits.service.js';

const WINDOW = 15 * 60;

const perAccountAndAddress: RateLimit = { name: 'password-account', points: 10, duration: WINDOW };
const perAddress: RateLimit = { name: 'password-address', points: 100, duration: WINDOW };
const perKnownBrowser: RateLimit = { name: 'password-browser', points: 10, duration: WINDOW };

export interface PasswordAttempt {
  /** Of an account or of none: an unknown one is limited alike, so the limit does not tell which it is. */
  email: string;
  ip: string;
  /** Identifies a browser that this account was logged in from before. */
  knownBrowser?: string | undefined;
}

/**
 * Limits the guessing of passwords: 10 in 15 minutes for an account from one address, and 100 for an address in all. An
 * account alone has no limit, so a stranger elsewhere cannot lock its owner out; and a browser that was logged in before
 * has a budget of its own, so neither can one behind the same address (OWASP ASVS v5.0.0-6.1.1 and -6.3.1).
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
    const { limit, key } = ownLimit(attempt);
    await this.rateLimits.refuseExhausted(limit, key);
    if (limit === perAccountAndAddress) {
      await this.rateLimits.refuseExhausted(perAddress, clientAddress(attempt.ip));
    }
  }

  /**
   * @returns whether this was the last attempt for now.
   * @throws TooManyAttemptsException
   */
  async charge(attempt: PasswordAttempt): Promise<boolean> {
    const { limit, key } = ownLimit(attempt);
    const isLast = (await this.rateLimits.charge(limit, key)) === 0;
    if (limit === perAccountAndAddress) {
      await this.rateLimits.charge(perAddress, clientAddress(attempt.ip));
    }
    return isLast;
  }

  /** For a right password. */
  async refund(attempt: PasswordAttempt): Promise<void> {
    const { limit, key } = ownLimit(attempt);
    await this.rateLimits.reset(limit, key);
    if (limit === perAccountAndAddress) {
      await this.rateLimits.refund(perAddress, clientAddress(attempt.ip));
    }
  }
}

function ownLimit({ email, ip, knownBrowser }: PasswordAttempt): { limit: RateLimit; key: string } {
  return knownBrowser === undefined
    ? { limit: perAccountAndAddress, key: `${email}\n${clientAddress(ip)}` }
    : { limit: perKnownBrowser, key: `${email}\n${knownBrowser}` };
}
