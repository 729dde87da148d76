import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { hashToken } from '../../crypto/opaque-token.js';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import type { Client } from '../../http/client.decorator.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import { UsersService } from '../../users/users.service.js';
import { NotAuthenticatedException } from '../authentication.exceptions.js';
import type { LiveSession } from './live-session.js';
import { LiveSessionsService } from './live-sessions.service.js';
import { familyOf, successorOf } from './refresh-token.js';
import { Session, type UsedRefreshToken } from './session.entity.js';
import { sessionLifetime } from './session-lifetimes.js';
import { type IssuedSession, SessionsService } from './sessions.service.js';

/** How long a used refresh token gets its successor again, since parallel requests of one browser all send it. Seconds. */
const GRACE = 10;

@Injectable()
export class RefreshTokensService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly liveSessions: LiveSessionsService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly cipher: SecretCipher,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Swaps a refresh token for its successor. A used one gets the same successor again for {@link GRACE} seconds; after
   * that somebody has a copy of it, and the session ends (RFC 9700 section 4.14.2).
   *
   * @throws NotAuthenticatedException
   */
  async rotate(token: string, client: Client): Promise<IssuedSession & LiveSession> {
    const live = await this.liveSessions.findByRefreshFamily(hashToken(familyOf(token)));
    if (!live) {
      throw new NotAuthenticatedException();
    }
    const successor = this.successorInGrace(live.session, token) ?? (await this.consume(live.session, token));
    if (successor) {
      return { ...live, refreshToken: successor };
    }
    // Lost a race: another request has just used the token up, so its successor stands in the row by now.
    const reread = await this.liveSessions.findByRefreshFamily(hashToken(familyOf(token)));
    const racedSuccessor = reread && this.successorInGrace(reread.session, token);
    if (!racedSuccessor) {
      await this.endReused(live.session, client);
      throw new NotAuthenticatedException();
    }
    return { ...reread, refreshToken: racedSuccessor };
  }

  /** The one UPDATE that decides who uses the token up. */
  private async consume(session: Session, token: string): Promise<string | undefined> {
    const successor = successorOf(token);
    const now = this.clock.now();
    const { idle } = sessionLifetime(session);
    const used: UsedRefreshToken = {
      hash: hashToken(token).toString('hex'),
      usedAt: now.getTime(),
      successor: this.cipher.encrypt(successor, successorContext(session)),
    };
    const { affected } = await this.dataSource.manager.update(
      Session,
      { id: session.id, refreshTokenHash: hashToken(token) },
      {
        refreshTokenHash: hashToken(successor),
        usedRefreshTokens: [...session.usedRefreshTokens.filter((earlier) => this.isInGrace(earlier)), used],
        lastSeenAt: now,
        idleExpiresAt: new Date(Math.min(this.clock.inSeconds(idle).getTime(), session.expiresAt.getTime())),
      },
    );
    return affected === 1 ? successor : undefined;
  }

  private successorInGrace(session: Session, token: string): string | undefined {
    const hash = hashToken(token).toString('hex');
    const used = session.usedRefreshTokens.find((entry) => entry.hash === hash && this.isInGrace(entry));
    return used && this.cipher.decrypt(used.successor, successorContext(session));
  }

  private isInGrace({ usedAt }: UsedRefreshToken): boolean {
    return usedAt > this.clock.inSeconds(-GRACE).getTime();
  }

  private async endReused(session: Session, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const isThere = await this.users.lock(manager, session.userId);
      if (isThere && (await this.sessions.end(manager, session.userId, session.id))) {
        await this.securityEvents.record(manager, 'authn_token_reuse', session.userId, client);
      }
    });
  }
}

function successorContext({ id }: Session): string {
  return `refresh-token:${id}`;
}
