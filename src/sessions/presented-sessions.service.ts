import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { hashToken } from '../crypto/opaque-token.js';
import { isLater } from '../database/later-than.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { UserChanges } from '../users/user-changes.js';
import type { PresentedCookies } from './cookies.service.js';
import { familyOf } from './refresh-token.js';
import type { Session } from './session.entity.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';

/** The sessions that a browser's cookies name, be the access token expired. */
@Injectable()
export class PresentedSessionsService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly userChanges: UserChanges,
    private readonly accessTokens: AccessTokensService,
    private readonly clock: Clock,
  ) {}

  /** Whose they are, of those that are alive. */
  async findOwners(id: string | undefined, refreshToken: string | undefined): Promise<string[]> {
    const rows = await this.dataSource.query<Pick<Session, 'userId'>[]>(
      `SELECT user_id AS "userId" FROM sessions
       WHERE (id = $1 OR refresh_family_hash = $2) AND expires_at > $3 AND ${isLater('idle_expires_at', '$3')}`,
      [...presentedParameters(id, refreshToken), this.clock.now()],
    );
    return rows.map(({ userId }) => userId);
  }

  /** Locks the accounts whose sessions {@link end} would end, in the order that all keep to. */
  async lockOwners(manager: EntityManager, presented: PresentedCookies): Promise<void> {
    await manager.query(
      `SELECT id FROM users WHERE id IN (SELECT user_id FROM sessions WHERE id = $1 OR refresh_family_hash = $2)
       ORDER BY id FOR NO KEY UPDATE`,
      this.parametersOf(presented),
    );
  }

  /**
   * Ends the sessions that a browser's cookies name, by the access token and by the refresh token.
   *
   * @returns whose they were.
   */
  async end(manager: EntityManager, presented: PresentedCookies): Promise<string[]> {
    const parameters = this.parametersOf(presented);
    if (parameters.every((parameter) => parameter === null)) {
      return [];
    }
    const [rows] = await manager.query<[Pick<Session, 'userId'>[], number]>(
      'DELETE FROM sessions WHERE id = $1 OR refresh_family_hash = $2 RETURNING user_id AS "userId"',
      parameters,
    );
    for (const { userId } of rows) {
      await this.userChanges.announce(manager, userId);
    }
    return rows.map(({ userId }) => userId);
  }

  private parametersOf({ accessToken, refreshToken }: PresentedCookies): unknown[] {
    const sessionId = accessToken ? this.accessTokens.sessionIdOf(accessToken) : undefined;
    return presentedParameters(sessionId, refreshToken);
  }
}

function presentedParameters(id: string | undefined, refreshToken: string | undefined): unknown[] {
  return [id ?? null, refreshToken ? hashToken(familyOf(refreshToken)) : null];
}
