import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { countResult } from '../http/count-result.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { PresentedCookies } from '../sessions/cookies.service.js';
import { PresentedSessionsService } from '../sessions/presented-sessions.service.js';
import { RefreshTokensService } from '../sessions/refresh-tokens.service.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import type { IssuedSession } from '../sessions/sessions.service.js';
import type { User } from '../users/user.entity.js';
import { refreshes } from './authentication.metrics.js';

/** What a browser does with the session that it has: it refreshes it, and logs out. */
@Injectable()
export class AuthenticationService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly presentedSessions: PresentedSessionsService,
    private readonly refreshTokens: RefreshTokensService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /** @throws NotAuthenticatedException */
  async refresh({ refreshToken }: PresentedCookies, client: Client): Promise<IssuedSession & { user: User }> {
    return countResult(refreshes, {}, async () => {
      if (!refreshToken) {
        throw new NotAuthenticatedException();
      }
      return this.refreshTokens.rotate(refreshToken, client);
    });
  }

  async logOut(presented: PresentedCookies, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.presentedSessions.lockOwners(manager, presented);
      for (const userId of await this.presentedSessions.end(manager, presented)) {
        await this.securityEvents.record({ manager, userId, client }, 'authn_logout');
      }
    });
  }
}
