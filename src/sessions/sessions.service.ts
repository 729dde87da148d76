import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, LessThan, MoreThan, MoreThanOrEqual, Not, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { laterThan } from '../database/later-than.js';
import { clientAddress } from '../rate-limiting/client-address.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { UserChanges } from '../users/user-changes.js';
import { newRefreshToken, type RefreshTokenColumns } from './refresh-token.js';
import { pendingLogInLifetime, sessionLifetime } from './session-lifetimes.js';
import { Session } from './session.entity.js';
import { NotAuthenticatedException } from './session.exceptions.js';

/** Of one account; pending log-ins of one account from one address. */
const MAX_SESSIONS = 50;

/** Codes that a pending log-in may try; then the password is asked for again. */
export const MAX_PENDING_ATTEMPTS = 5;

/** A session together with what its browser must be given. */
export interface IssuedSession {
  session: Session;
  /** A pending log-in has none. */
  refreshToken?: string;
}

/** Where no more is said, the password was proved. */
export interface NewSession extends SessionChanges {
  rememberMe: boolean;
  /** Waits for the second factor. */
  isPending: boolean;
  isSecondFactorAuthenticated: boolean;
  /** None for a pending log-in in a browser that is new. */
  knownBrowserId: string | null;
}

/** What a step up, or down, changes. */
export type SessionChanges = Partial<
  Pick<
    Session,
    | 'amr'
    | 'isSecondFactorAuthenticated'
    | 'knownBrowserId'
    | 'firstFactorVerifiedAt'
    | 'passkeyVerifiedAt'
    | 'secondFactorVerifiedAt'
    | 'secondFactorVerifiedBy'
  >
>;

/** A log-in that waits for its second factor cannot be refreshed. */
export function isPendingLogIn({ refreshFamilyHash }: Pick<Session, 'refreshFamilyHash'>): boolean {
  return refreshFamilyHash === null;
}

const noRefreshToken: RefreshTokenColumns = {
  refreshFamilyHash: null,
  refreshTokenHash: null,
  refreshRotation: 0,
  isRotationPresented: true,
  supersededRotations: [],
  usedRefreshTokens: [],
};

/** Starts, renews and ends sessions. */
@Injectable()
export class SessionsService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly userChanges: UserChanges,
    private readonly securityEvents: SecurityEventsService,
    private readonly policy: TwoFactorPolicy,
    private readonly clock: Clock,
  ) {}

  async start(tx: AccountTransaction, { isPending, ...flags }: NewSession): Promise<IssuedSession> {
    const now = this.clock.now();
    const { token, columns } = isPending ? { token: undefined, columns: noRefreshToken } : newRefreshToken();
    const session = this.sessions.create({
      amr: ['pwd'],
      secondFactorVerifiedAt: null,
      secondFactorVerifiedBy: null,
      passkeyVerifiedAt: null,
      ...flags,
      ...columns,
      ...this.expiry(isPending ? pendingLogInLifetime : sessionLifetime(flags)),
      id: randomUUID(),
      userId: tx.userId,
      firstFactorVerifiedAt: now,
      secondFactorAttempts: 0,
      createdAt: now,
      lastSeenAt: now,
      ip: tx.client.ip,
      userAgent: tx.client.userAgent,
    });
    await tx.manager.insert(Session, session);
    await this.policy.begin(tx.manager, tx.user);
    await this.endOldest(tx, session);
    return { session, refreshToken: token };
  }

  /**
   * Gives the session a new id and a new refresh token, so that whatever was issued for it before is dead. A pending
   * log-in becomes a full session with this.
   *
   * @throws NotAuthenticatedException when the session has ended, or was renewed by another request, in the meantime.
   */
  async renew(tx: AccountTransaction, current: Session, changes: SessionChanges): Promise<IssuedSession> {
    const now = this.clock.now();
    const isPending = isPendingLogIn(current);
    const { token, columns } = newRefreshToken();
    const renewed = {
      ...changes,
      ...columns,
      ...(isPending && { ...this.expiry(sessionLifetime(current)), createdAt: now }),
      id: randomUUID(),
      secondFactorAttempts: 0,
      lastSeenAt: now,
    };
    const { affected } = await tx.manager.update(
      Session,
      { id: current.id, expiresAt: MoreThan(now) },
      renewed,
    );
    if (affected !== 1) {
      throw new NotAuthenticatedException();
    }
    await this.userChanges.announce(tx.manager, tx.userId);
    const session = this.sessions.create({ ...current, ...renewed });
    await this.endOldest(tx, session);
    return { session, refreshToken: token };
  }

  /**
   * Charges a pending log-in one try of a code; a session that is past that has no limit of its own.
   *
   * @throws NotAuthenticatedException when the tries are used up.
   */
  async chargeSecondFactorAttempt({ manager }: AccountTransaction, session: Session): Promise<void> {
    if (!isPendingLogIn(session)) {
      return;
    }
    const criteria = { id: session.id, secondFactorAttempts: LessThan(MAX_PENDING_ATTEMPTS) };
    const { affected } = await manager.increment(Session, criteria, 'secondFactorAttempts', 1);
    if (affected !== 1) {
      throw new NotAuthenticatedException();
    }
  }

  /** Ends a pending log-in whose last try was wrong. */
  async endExhausted({ manager, userId }: AccountTransaction, { id }: Session): Promise<void> {
    await manager.delete(Session, { id, secondFactorAttempts: MoreThanOrEqual(MAX_PENDING_ATTEMPTS) });
    await this.userChanges.announce(manager, userId);
  }

  list(userId: string): Promise<Session[]> {
    const now = this.clock.now();
    return this.sessions.find({
      where: { userId, expiresAt: MoreThan(now), idleExpiresAt: laterThan(now) },
      order: { lastSeenAt: 'DESC' },
    });
  }

  /** As the owner of one sees them: that one is being seen now, so nothing tells when its tokens were renewed. */
  async listFor({ id, userId }: Session): Promise<Session[]> {
    const sessions = await this.list(userId);
    const own = sessions.filter((session) => session.id === id);
    own.forEach((session) => (session.lastSeenAt = this.clock.now()));
    return [...own, ...sessions.filter((session) => session.id !== id)];
  }

  /** For what {@link renew} does not follow: whether nobody has ended the session since it was let in. */
  isThere({ manager }: AccountTransaction, { id }: Session): Promise<boolean> {
    return manager.existsBy(Session, { id });
  }

  /** @returns whether there was such a session of this user. */
  async end({ manager, userId }: AccountTransaction, id: string): Promise<boolean> {
    const { affected } = await manager.delete(Session, { userId, id });
    await this.userChanges.announce(manager, userId);
    return affected === 1;
  }

  async endAll({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.delete(Session, { userId });
    await this.userChanges.announce(manager, userId);
  }

  async endOthers({ manager, userId }: AccountTransaction, { id }: Session): Promise<void> {
    await manager.delete(Session, { userId, id: Not(id) });
    await this.userChanges.announce(manager, userId);
  }

  private expiry({
    idle,
    absolute,
  }: {
    idle: number;
    absolute: number;
  }): Pick<Session, 'idleExpiresAt' | 'expiresAt'> {
    return { idleExpiresAt: this.clock.inSeconds(idle), expiresAt: this.clock.inSeconds(absolute) };
  }

  /**
   * Pending log-ins are counted apart, so a thief of the password cannot push the owner's sessions out with them; and each
   * address has its own, so neither can it push out the log-in that the owner is about to finish elsewhere.
   */
  private async endOldest(tx: AccountTransaction, session: Session): Promise<void> {
    const { manager, userId } = tx;
    const isPending = isPendingLogIn(session);
    const alike = await manager.find(Session, {
      select: { id: true, ip: true },
      where: { userId, refreshFamilyHash: isPending ? IsNull() : Not(IsNull()) },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
    const excess = alike
      .filter((other) => !isPending || clientAddress(other.ip) === clientAddress(session.ip))
      .slice(MAX_SESSIONS);
    if (excess.length > 0) {
      await manager.delete(Session, { id: In(excess.map(({ id }) => id)) });
      await this.userChanges.announce(manager, userId);
      await this.securityEvents.record(tx, 'excess_sessions_exceeded');
    }
  }
}
