import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { TooManyAttemptsException } from '../errors/common.exceptions.js';
import { addressLimits } from './client-address.js';
import type { RateLimit } from './rate-limit.interface.js';

/**
 * Counts in PostgreSQL, so all processes share the counters. A limit is charged before the work it limits is done;
 * when the database is away, that work is not done either.
 */
@Injectable()
export class RateLimitsService {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly dataSource: TwofoldDataSource) {}

  /**
   * @returns how many points are left.
   * @throws TooManyAttemptsException when there was none left, with the seconds until there are again.
   */
  async charge(limit: RateLimit, key: string): Promise<number> {
    try {
      return (await this.limiter(limit).consume(storedKey(key))).remainingPoints;
    } catch (error) {
      throw error instanceof RateLimiterRes ? new TooManyAttemptsException(error.msBeforeNext / 1000) : error;
    }
  }

  /**
   * Charges whoever has this IP address, and an IPv6 site as a whole.
   *
   * @throws TooManyAttemptsException
   */
  async chargeAddress(limit: RateLimit, ip: string): Promise<void> {
    for (const { limit: each, address } of addressLimits(limit, ip)) {
      await this.charge(each, address);
    }
  }

  /** Gives the last charge of {@link chargeAddress} back. */
  async refundAddress(limit: RateLimit, ip: string): Promise<void> {
    for (const { limit: each, address } of addressLimits(limit, ip)) {
      await this.refund(each, address);
    }
  }

  /** @throws TooManyAttemptsException as {@link charge} would, without charging. */
  async refuseExhausted(limit: RateLimit, key: string): Promise<void> {
    const state = await this.limiter(limit).get(storedKey(key));
    if (state && state.consumedPoints >= limit.points) {
      throw new TooManyAttemptsException(state.msBeforeNext / 1000);
    }
  }

  /** Gives the last charge back. */
  async refund(limit: RateLimit, key: string): Promise<void> {
    await this.limiter(limit).reward(storedKey(key));
  }

  async reset(limit: RateLimit, key: string): Promise<void> {
    await this.limiter(limit).delete(storedKey(key));
  }

  /** Resets a limit for all keys that begin with this line. */
  async resetAll(limit: RateLimit, firstLine: string): Promise<void> {
    const prefix = `${limit.name}:${hashed(firstLine)}.`;
    await this.dataSource.query('DELETE FROM rate_limits WHERE starts_with(key, $1)', [prefix]);
  }

  private limiter(limit: RateLimit): RateLimiterPostgres {
    let limiter = this.limiters.get(limit.name);
    if (!limiter) {
      limiter = new RateLimiterPostgres({
        storeClient: this.dataSource,
        storeType: 'typeorm',
        tableName: 'rate_limits',
        tableCreated: true,
        // Expired rows are removed with everything else that expires.
        clearExpiredByTimeout: false,
        keyPrefix: limit.name,
        points: limit.points,
        duration: limit.duration,
      });
      this.limiters.set(limit.name, limiter);
    }
    return limiter;
  }
}

/** Keys have e-mail addresses in them, and attackers choose their length. The lines of one are hashed apart. */
function storedKey(key: string): string {
  return key.split('\n').map(hashed).join('.');
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
