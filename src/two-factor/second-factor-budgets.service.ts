import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { TooManyAttemptsException } from '../errors/common.exceptions.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import type { SecurityEventType } from '../security-events/security-event-type.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { SecondFactorBudget } from './second-factor-budget.entity.js';
import {
  FREE_ATTEMPTS,
  inFullSessions,
  inKnownBrowsers,
  MAX_ATTEMPTS,
  MAX_UNLOCK_ATTEMPTS,
  SUSPICIOUS_ATTEMPTS,
  waits,
} from './second-factor-limits.js';
import { TwoFactorLockedException, TwoFactorNotEnabledException } from './two-factor.exceptions.js';

/** With n apps a guess is right n times as often. The division of integers leaves the rest out. */
const appsOfUser = '(SELECT count(*) FROM totp_authenticators WHERE user_id = $1)';
const maxAttemptsOfUser = `${MAX_ATTEMPTS} / greatest(${appsOfUser}, 1)`;

/** After a charge. */
const returning = `
  RETURNING failed_attempts AS "failedAttempts", failed_unlock_attempts AS "failedUnlockAttempts",
    locked_at IS NOT NULL AS "isLocked"`;

const charge = `
  UPDATE second_factor_budgets SET
    failed_attempts = failed_attempts + 1,
    next_attempt_at = CASE WHEN ($3::int[])[failed_attempts + 1] > 0
      THEN $2::timestamptz + ($3::int[])[failed_attempts + 1] * interval '1 second' END,
    locked_at = CASE WHEN failed_attempts + 1 >= ${maxAttemptsOfUser} THEN $2::timestamptz END
  WHERE user_id = $1 AND locked_at IS NULL AND (next_attempt_at IS NULL OR next_attempt_at <= $2) ${returning}`;

/** Counts as every other, and makes nobody wait. */
const chargeWithoutWait = `
  UPDATE second_factor_budgets SET
    failed_attempts = failed_attempts + 1,
    locked_at = CASE WHEN failed_attempts + 1 >= ${maxAttemptsOfUser} THEN $2::timestamptz END
  WHERE user_id = $1 AND locked_at IS NULL AND (NOT $3::boolean OR next_attempt_at IS NULL OR next_attempt_at <= $2) ${returning}`;

/** What was tried with so many apps weighs as much with those that there are now. */
const rescale = `
  UPDATE second_factor_budgets SET
    failed_attempts = ceil(failed_attempts * greatest(${appsOfUser} - $2, 1)::numeric / greatest(${appsOfUser}, 1))
  WHERE user_id = $1`;

const chargeApart = `
  UPDATE second_factor_budgets SET failed_unlock_attempts = failed_unlock_attempts + 1
  WHERE user_id = $1 AND failed_unlock_attempts < $2 ${returning}`;

export interface SecondFactorAttempt {
  /** As of {@link SecondFactorMethod}. */
  unlocks: boolean;
  /** Whether it waits where the account has to. */
  isDelayed: boolean;
  /** Whether the account has to wait because of it: not if it was charged to tries of its own before. */
  causesDelay: boolean;
}

interface Counters {
  failedAttempts: number;
  failedUnlockAttempts: number;
  isLocked: boolean;
}

/** What a charge left: for what it sets off. */
export interface ChargedAttempt {
  /** Consecutive wrong codes of the kind that was charged. */
  failures: number;
  isLocked: boolean;
  /** As backup codes are, until too many were wrong. */
  isChargedApart: boolean;
  causesDelay: boolean;
}

/**
 * Limits the guessing of codes, per account, on every route and in every session. An attempt is charged, and committed,
 * before a code is looked at, so parallel guesses gain nothing (RFC 4226 section 7.3). Only who knows the password, or reads
 * the owner's mails, gets as far as to spend it.
 *
 * What a thief of the password can hope for: three codes of 10^6 are right at any time (one step each way), so a guess
 * succeeds with probability 3 * 10^-6. There are 10 guesses at once, then waits of 30 s, 1 min, 2 min … 32 min, and 1 h
 * from the 17th on; after 100 in a row, which takes over 84 hours, none. All of them together succeed with probability
 * 1 - (1 - 3 * 10^-6)^100 < 0.0003.
 *
 * With n apps, 3n codes are right at any time. So the lock comes after floor(100 / n) in a row, and the bound is the same: with two
 * apps 50 guesses of 6 * 10^-6, with three 33 of 9 * 10^-6. Where an app is added or removed, what was tried until then is weighed
 * anew: n times as many with one app as with n, rounded up.
 *
 * So that such a thief does not keep the owner out, three things do not wait: the five tries of a mailed reset link, ten in 15
 * minutes from the browsers in which both factors were proved before, and backup codes. The first two count among the 100, so
 * the bound is the same; who has the mailbox or such a browser as well only gets there sooner. A backup code has 60 random
 * bits behind its look-up id: 20 wrong ones in a row, counted apart, succeed with probability 20 * 2^-60. After these backup
 * codes wait as all others do, and unlock nothing.
 *
 * Nor does a thief of a session's cookie: what is tried in sessions that have proved both factors counts among the 100 and the
 * 20, but makes nobody wait, and ends at ten in 15 minutes.
 */
@Injectable()
export class SecondFactorBudgetsService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly rateLimits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  /** @returns whether the browsers that are known to have proved both factors have a try left; it is charged by this. */
  async chargeKnownBrowsers(userId: string): Promise<boolean> {
    try {
      await this.rateLimits.charge(inKnownBrowsers, userId);
      return true;
    } catch (error) {
      if (error instanceof TooManyAttemptsException) {
        return false;
      }
      throw error;
    }
  }

  /**
   * Who copied the cookie of a session can spend these tries, and none with which its owner logs in.
   *
   * @throws TooManyAttemptsException
   */
  async chargeFullSession(userId: string): Promise<void> {
    await this.rateLimits.charge(inFullSessions, userId);
  }

  /** Of the tries that browsers and sessions have apart from the account; that is {@link reset}. */
  async resetApart(userId: string): Promise<void> {
    await this.rateLimits.reset(inKnownBrowsers, userId);
    await this.rateLimits.reset(inFullSessions, userId);
  }

  /** For a right code. */
  async resetFullSessions(userId: string): Promise<void> {
    await this.rateLimits.reset(inFullSessions, userId);
  }

  /**
   * Charges one attempt to check a code.
   *
   * @throws TooManyAttemptsException during a wait, TwoFactorLockedException, TwoFactorNotEnabledException
   */
  async charge(
    { manager, userId }: AccountTransaction,
    { unlocks, isDelayed, causesDelay }: SecondFactorAttempt,
  ): Promise<ChargedAttempt> {
    const now = this.clock.now();
    const apart = unlocks && (await countersAfter(manager, chargeApart, [userId, MAX_UNLOCK_ATTEMPTS]));
    if (apart) {
      const { failedUnlockAttempts: failures, isLocked } = apart;
      return { failures, isLocked, isChargedApart: true, causesDelay };
    }
    const charged = causesDelay
      ? await countersAfter(manager, charge, [userId, now, waits])
      : await countersAfter(manager, chargeWithoutWait, [userId, now, isDelayed]);
    if (!charged) {
      throw await this.refusal(manager, userId);
    }
    const { failedAttempts: failures, isLocked } = charged;
    return { failures, isLocked, isChargedApart: false, causesDelay };
  }

  /** For a right code: it resets this budget, and no other. */
  async reset({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.update(SecondFactorBudget, { userId }, fullBudget);
  }

  /** Of an account that turns two-factor authentication on, or over to something new. */
  async open({ manager, userId }: AccountTransaction): Promise<void> {
    const budget = { ...fullBudget, userId, enabledAt: this.clock.now() };
    await manager.upsert(SecondFactorBudget, budget, ['userId']);
  }

  /** @param change 1 after an app was added, -1 after one was removed. */
  async rescale({ manager, userId }: AccountTransaction, change: 1 | -1): Promise<void> {
    await manager.query(rescale, [userId, change]);
  }

  async close({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.delete(SecondFactorBudget, { userId });
  }

  /** @returns null while two-factor authentication is off. */
  async enabledAt(userId: string): Promise<Date | null> {
    const budget = await this.dataSource.manager.findOneBy(SecondFactorBudget, { userId });
    return budget?.enabledAt ?? null;
  }

  private async refusal(manager: EntityManager, userId: string): Promise<Error> {
    const row = await manager.findOneBy(SecondFactorBudget, { userId });
    if (!row) {
      return new TwoFactorNotEnabledException();
    }
    const { lockedAt, nextAttemptAt } = row;
    return lockedAt || !nextAttemptAt
      ? new TwoFactorLockedException()
      : new TooManyAttemptsException((nextAttemptAt.getTime() - this.clock.now().getTime()) / 1000);
  }
}

/** What a wrong code set off, told once each: the first suspicion, every wait, the lock. */
export function consequenceOf({
  failures,
  isLocked,
  isChargedApart,
  causesDelay,
}: ChargedAttempt): SecurityEventType | undefined {
  if (!isChargedApart && isLocked) {
    return 'authn_second_factor_lock';
  }
  if (!isChargedApart && causesDelay && failures >= FREE_ATTEMPTS) {
    return 'authn_second_factor_delay';
  }
  return failures === SUSPICIOUS_ATTEMPTS && !isLocked ? 'authn_second_factor_fail_repeated' : undefined;
}

/** Of who has tried no wrong code since the last right one. */
const fullBudget = {
  failedAttempts: 0,
  nextAttemptAt: null,
  lockedAt: null,
  failedUnlockAttempts: 0,
};

async function countersAfter(
  manager: EntityManager,
  sql: string,
  parameters: unknown[],
): Promise<Counters | undefined> {
  const [[counters]] = await manager.query<[Counters[], number]>(sql, parameters);
  return counters;
}
