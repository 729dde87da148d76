import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hashToken } from '../../crypto/opaque-token.js';
import { UserChanges } from '../../users/user-changes.js';
import { familyOf } from './refresh-token.js';
import type { Session } from './session.entity.js';

/** The sessions that a browser's cookies name, be the access token expired. */
@Injectable()
export class PresentedSessionsService {
  constructor(private readonly userChanges: UserChanges) {}

  /** Locks the accounts whose sessions {@link end} would end, in the order that all keep to. */
  async lockOwners(
    manager: EntityManager,
    id: string | undefined,
    refreshToken: string | undefined,
  ): Promise<void> {
    await manager.query(
      `SELECT id FROM users WHERE id IN (SELECT user_id FROM sessions WHERE id = $1 OR refresh_family_hash = $2)
       ORDER BY id FOR NO KEY UPDATE`,
      presentedParameters(id, refreshToken),
    );
  }

  /**
   * Ends the session with this id and the one with this refresh token: what a browser's cookies name.
   *
   * @returns whose they were.
   */
  async end(
    manager: EntityManager,
    id: string | undefined,
    refreshToken: string | undefined,
  ): Promise<string[]> {
    const [rows] = await manager.query<[Pick<Session, 'userId'>[], number]>(
      'DELETE FROM sessions WHERE id = $1 OR refresh_family_hash = $2 RETURNING user_id AS "userId"',
      presentedParameters(id, refreshToken),
    );
    for (const { userId } of rows) {
      await this.userChanges.announce(manager, userId);
    }
    return rows.map(({ userId }) => userId);
  }
}

function presentedParameters(id: string | undefined, refreshToken: string | undefined): unknown[] {
  return [id ?? null, refreshToken ? hashToken(familyOf(refreshToken)) : null];
}
