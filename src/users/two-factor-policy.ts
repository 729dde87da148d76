import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { ApiException } from '../errors/api.exception.js';
import { Environment } from '../options/environment.js';
import type { AccountTransaction } from './account-transaction.js';
import { UserChanges } from './user-changes.js';
import type { User } from './user.entity.js';

export class TwoFactorEnrolmentRequiredException extends ApiException {
  constructor() {
    super(
      'TWO_FACTOR_ENROLMENT_REQUIRED',
      'Your account needs a second factor. Turn two-factor authentication on with an authenticator app or a passkey; until then nothing else is open to you.',
    );
  }
}

export class TwoFactorRequiredByPolicyException extends ApiException {
  constructor() {
    super(
      'TWO_FACTOR_REQUIRED_BY_POLICY',
      'Your account must have a second factor, so it cannot be turned off. You can replace it by another one.',
    );
  }
}

/** `$3` is null where the policy is for all. */
const begin = `
  UPDATE users SET two_factor_required_since = $2
  WHERE id = $1 AND two_factor_required_since IS NULL AND ($3::text[] IS NULL OR groups && $3)`;

const clear = `
  UPDATE users SET two_factor_required_since = NULL
  WHERE id = $1 AND two_factor_required_since IS NOT NULL AND NOT groups && $2::text[]`;

const makeDue = `
  UPDATE users SET two_factor_required_since = LEAST(two_factor_required_since, $2)
  WHERE id = $1 AND ($3::text[] IS NULL OR groups && $3)`;

const countOverdue = `
  SELECT count(*)::int AS count FROM users
  WHERE two_factor_required_since <= $1 AND ($2::text[] IS NULL OR groups && $2) AND disabled_at IS NULL
    AND NOT is_two_factor_authentication_enabled
    AND NOT EXISTS (SELECT FROM second_factor_budgets WHERE user_id = users.id)`;

/**
 * Who must have two-factor authentication on, and from when. The time runs from the first log-in or guarded request at which the
 * policy applies to the account, so also in a session that is older than the policy; and what counts is the grace period of today.
 */
@Injectable()
export class TwoFactorPolicy implements OnApplicationBootstrap {
  /** Null where it is for all. */
  private readonly groups: string[] | null;
  /** Seconds. */
  private readonly gracePeriod: number;

  constructor(
    { TWO_FACTOR_POLICY, TWO_FACTOR_REQUIRED_GROUPS, TWO_FACTOR_GRACE_PERIOD }: Environment,
    private readonly dataSource: TwofoldDataSource,
    private readonly userChanges: UserChanges,
    private readonly clock: Clock,
  ) {
    this.groups = TWO_FACTOR_POLICY === 'required' ? null : TWO_FACTOR_REQUIRED_GROUPS;
    this.gracePeriod = TWO_FACTOR_GRACE_PERIOD;
  }

  /** All copies should say the same. */
  onApplicationBootstrap(): void {
    const who = this.groups === null ? 'all' : this.groups.map((group) => `"${group}"`).join(', ');
    new Logger(TwoFactorPolicy.name).log(
      who
        ? `Two-factor authentication is required of ${who}, within ${this.gracePeriod} seconds.`
        : 'Two-factor authentication is optional.',
    );
  }

  appliesTo({ groups }: Pick<User, 'groups'>): boolean {
    return this.groups === null || this.groups.some((group) => groups.includes(group));
  }

  /** When two-factor authentication has to be on at the latest; null where it is, or nobody asks for it. */
  dueAt(user: User): Date | null {
    if (user.isTwoFactorAuthenticationEnabled || !this.appliesTo(user)) {
      return null;
    }
    const since = user.twoFactorRequiredSince ?? this.clock.now();
    return new Date(since.getTime() + this.gracePeriod * 1000);
  }

  /** @throws TwoFactorEnrolmentRequiredException when it should be on by now. */
  requireEnrolment(user: User): void {
    const dueAt = this.dueAt(user);
    if (dueAt && dueAt <= this.clock.now()) {
      throw new TwoFactorEnrolmentRequiredException();
    }
  }

  /** Whether nothing says yet since when the policy applies. */
  isNewTo(user: User): boolean {
    return user.twoFactorRequiredSince === null && this.appliesTo(user);
  }

  /** Lets the time run, once. */
  async begin(manager: EntityManager, user: User): Promise<void> {
    if (!this.isNewTo(user)) {
      return;
    }
    const now = this.clock.now();
    const [, affected] = await manager.query<[unknown, number]>(begin, [user.id, now, this.groups]);
    if (affected === 1) {
      user.twoFactorRequiredSince = now;
    }
    await this.userChanges.announce(manager, user.id);
  }

  /** For who has left a group; a copy that runs without the policy leaves everything as it is. */
  async clear({ manager, user }: AccountTransaction): Promise<void> {
    if (this.groups !== null && this.appliesTo(user)) {
      await manager.query(clear, [user.id, this.groups]);
    }
  }

  /** For an account that had two-factor authentication on: there is no second grace period. */
  async makeDue({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.query(makeDue, [userId, this.clock.inSeconds(-this.gracePeriod), this.groups]);
    await this.userChanges.announce(manager, userId);
  }

  /** Accounts that could log in, if two-factor authentication were on. */
  async countOverdue(): Promise<number> {
    const parameters = [this.clock.inSeconds(-this.gracePeriod), this.groups];
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(countOverdue, parameters);
    return count;
  }

  /** @throws TwoFactorRequiredByPolicyException */
  refuseTurningOff(user: Pick<User, 'groups'>): void {
    if (this.appliesTo(user)) {
      throw new TwoFactorRequiredByPolicyException();
    }
  }
}
