import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { hashToken } from '../crypto/opaque-token.js';
import { DecryptionError, SecretCipher } from '../crypto/secret-cipher.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { Environment } from '../options/environment.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { UserChanges } from '../users/user-changes.js';
import type { LiveSession } from './live-session.js';
import { LiveSessionsService } from './live-sessions.service.js';
import { familyOf, rotationOf, successorOf } from './refresh-token.js';
import { sessionLifetime } from './session-lifetimes.js';
import { Session } from './session.entity.js';
import { NotAuthenticatedException } from './session.exceptions.js';
import { type IssuedSession, SessionsService } from './sessions.service.js';
import {
  GRACE,
  isAtOnce,
  isInGrace,
  mayRepeat,
  type RefreshState,
  type UsedRefreshToken,
} from './used-refresh-token.js';

/** What a browser presented its refresh token for. */
interface Rotation {
  successor: string;
  /** The number of the rotation that the successor came with. */
  number: number;
}

/** Milliseconds since 1970 by the clock of the database, which all processes share. */
const DATABASE_TIME = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

const lockState = `
  SELECT used_refresh_tokens AS "usedRefreshTokens", refresh_rotation AS "refreshRotation",
    is_rotation_presented AS "isRotationPresented", superseded_rotations AS "supersededRotations",
    ${DATABASE_TIME}::float8 AS now
  FROM sessions WHERE id = $1 FOR NO KEY UPDATE`;

/** More than a browser uses up in the grace: who does so all the time would make the row of his session a burden. */
const MAX_REMEMBERED = 20;

/** The one UPDATE that decides who uses a token up. Used ones from before the grace are dropped with it. */
const consume = `
  UPDATE sessions SET
    refresh_token_hash = $3, refresh_rotation = $4, is_rotation_presented = false, last_seen_at = $5,
    idle_expires_at = LEAST($6, expires_at),
    used_refresh_tokens = (
      SELECT coalesce(jsonb_agg(used ORDER BY place), '[]') FROM (
        SELECT used, place FROM jsonb_array_elements(used_refresh_tokens) WITH ORDINALITY AS entries (used, place)
        WHERE (used ->> 'usedAt')::bigint > ${DATABASE_TIME} - $7
        ORDER BY place DESC LIMIT ${MAX_REMEMBERED - 1}) newest
    ) || jsonb_build_array($8::jsonb || jsonb_build_object('usedAt', ${DATABASE_TIME}))
  WHERE id = $1 AND refresh_token_hash = $2`;

@Injectable()
export class RefreshTokensService {
  /** Of those before, no access token is alive: a browser waits for the grace to end between two of them. */
  private readonly maxSuperseded: number;

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly liveSessions: LiveSessionsService,
    private readonly accounts: AccountsService,
    private readonly userChanges: UserChanges,
    private readonly sessions: SessionsService,
    private readonly cipher: SecretCipher,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
    { JWT_ACCESS_TOKEN_EXPIRATION_TIME: accessTokenLifetime }: Environment,
  ) {
    this.maxSuperseded = Math.ceil(accessTokenLifetime / GRACE);
  }

  /**
   * Swaps a refresh token for its successor. A used one gets a successor again where an honest browser would ask for
   * it; elsewhere somebody has a copy of it, and the session ends (RFC 9700 section 4.14.2).
   *
   * @throws NotAuthenticatedException
   */
  async rotate(token: string, client: Client): Promise<IssuedSession & LiveSession> {
    const live = await this.liveSessions.findByRefreshFamily(hashToken(familyOf(token)));
    if (!live) {
      throw new NotAuthenticatedException();
    }
    const { session, user } = live;
    const rotation =
      (await this.consume(session, token, client)) ?? (await this.repeat(session, token, client));
    if (!rotation) {
      if (isUsed(token, session)) {
        await this.endReused(session, client);
      }
      throw new NotAuthenticatedException();
    }
    return {
      session: { ...session, refreshRotation: rotation.number },
      user,
      refreshToken: rotation.successor,
    };
  }

  private async consume(session: Session, token: string, client: Client): Promise<Rotation | undefined> {
    const number = session.refreshRotation + 1;
    const successor = successorOf(token, number);
    const used: Omit<UsedRefreshToken, 'usedAt'> = {
      hash: hashToken(token).toString('hex'),
      successor: this.cipher.encrypt(successor, successorContext(session.id)),
      rotation: number,
      userAgent: client.userAgent,
      repeats: 0,
    };
    const [, affected] = await this.dataSource.query<[unknown[], number]>(consume, [
      session.id,
      hashToken(token),
      hashToken(successor),
      number,
      this.clock.now(),
      this.clock.inSeconds(sessionLifetime(session).idle),
      GRACE * 1000,
      JSON.stringify(used),
    ]);
    return affected === 1 ? { successor, number } : undefined;
  }

  /** Another request has used the token up: just now, or some time ago. */
  private repeat(session: Session, token: string, { userAgent }: Client): Promise<Rotation | undefined> {
    const { id } = session;
    const hash = hashToken(token).toString('hex');
    return this.dataSource.transaction(async (manager) => {
      const [state] = await manager.query<RefreshState[]>(lockState, [id]);
      const used = state?.usedRefreshTokens.find((entry) => entry.hash === hash);
      if (!state || !used || !mayRepeat(used, userAgent, state)) {
        return undefined;
      }
      if (!isInGrace(used, state)) {
        return this.supersede(manager, session, token, used, state);
      }
      if (!isAtOnce(used, state)) {
        used.repeats = (used.repeats ?? 0) + 1;
        await manager.update(Session, { id }, { usedRefreshTokens: state.usedRefreshTokens });
      }
      return { successor: this.decrypt(used, id), number: used.rotation ?? state.refreshRotation };
    });
  }

  /**
   * Gives a browser whose answer was lost another successor. Whoever has the first one and kept still was not that browser: a
   * thief could otherwise always refresh first, let the owner present what came of it, and use it then. Now the access token
   * that came with it is dead, and the refresh token tells of him. Those from before live on: were they to die as well, a
   * thief who asks with one of them again and again would learn when the owner was here.
   */
  private async supersede(
    manager: EntityManager,
    { id, userId }: Session,
    token: string,
    used: UsedRefreshToken,
    { refreshRotation, supersededRotations, now }: RefreshState,
  ): Promise<Rotation> {
    const number = refreshRotation + 1;
    const successor = successorOf(token, number);
    const again: UsedRefreshToken = {
      ...used,
      usedAt: now,
      successor: this.cipher.encrypt(successor, successorContext(id)),
      rotation: number,
      repeats: (used.repeats ?? 0) + 1,
    };
    const columns = {
      refreshTokenHash: hashToken(successor),
      refreshRotation: number,
      supersededRotations: [...supersededRotations, refreshRotation].slice(-this.maxSuperseded),
      usedRefreshTokens: [again],
    };
    await manager.update(Session, { id }, columns);
    await this.userChanges.announce(manager, userId);
    return { successor, number };
  }

  /** @throws NotAuthenticatedException when its key was taken out in the meantime: who asks so late logs in again. */
  private decrypt({ successor }: UsedRefreshToken, sessionId: string): string {
    try {
      return this.cipher.decrypt(successor, successorContext(sessionId));
    } catch (error) {
      throw error instanceof DecryptionError ? new NotAuthenticatedException() : error;
    }
  }

  private async endReused(session: Session, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const tx = await this.accounts.join(manager, { id: session.userId }, client);
      if (tx && (await this.sessions.end(tx, session.id))) {
        await this.securityEvents.record(tx, 'authn_token_reuse');
      }
    });
  }
}

/**
 * A token of a later rotation than the session has had is none that was used: the database was restored from a backup. It is
 * refused, and nobody is called a thief.
 */
function isUsed(token: string, { refreshRotation }: Session): boolean {
  return (rotationOf(token) ?? 0) <= refreshRotation;
}

function successorContext(sessionId: string): string {
  return `refresh-token:${sessionId}`;
}
