import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { isLater } from '../database/later-than.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { isDatabaseUnavailable } from '../errors/database-errors.js';
import { isTwoFactorEnabled } from '../users/two-factor-state.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import type { User } from '../users/user.entity.js';
import type { LiveSession } from './live-session.js';
import { SessionCache } from './session-cache.js';
import { LAST_SEEN_RESOLUTION, sessionLifetime } from './session-lifetimes.js';
import { Session } from './session.entity.js';
import { sessionCacheHits } from './sessions.metrics.js';

const userColumns = `
  u.email, u.email_verified_at AS "emailVerifiedAt", u.disabled_at AS "disabledAt",
  u.is_two_factor_authentication_enabled AS "isMarkedAsTwoFactor",
  u.is_password_log_in_enabled AS "isPasswordLogInEnabled", u.groups,
  u.two_factor_required_since AS "twoFactorRequiredSince",
  ${isTwoFactorEnabled('u')} AS "isTwoFactorAuthenticationEnabled", u.created_at AS "userCreatedAt"`;

const touch = `UPDATE sessions SET last_seen_at = $2, idle_expires_at = LEAST($3, expires_at)
  WHERE id = $1 AND last_seen_at < $2`;

const markPresented = `UPDATE sessions SET is_rotation_presented = true
  WHERE id = $1 AND refresh_rotation = $2 AND NOT is_rotation_presented`;

/** Seconds after a sign of life could not be written, in which no other one is tried. */
const TOUCH_PAUSE = 5;

type Row = Session & Omit<User, 'id' | 'createdAt'> & { userCreatedAt: Date };

/** Finds sessions that are alive, with their users: one indexed query each. */
@Injectable()
export class LiveSessionsService {
  private readonly logger = new Logger(LiveSessionsService.name);
  private touchAgainAt = new Date(0);
  /** Texts made once: these are the queries of every guarded request and every refresh. */
  private readonly selectById: string;
  private readonly selectByRefreshFamily: string;

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly cache: SessionCache,
    private readonly policy: TwoFactorPolicy,
    private readonly clock: Clock,
  ) {
    const sessionColumns = dataSource
      .getMetadata(Session)
      .columns.map(({ databaseName, propertyName }) => `s.${databaseName} AS "${propertyName}"`);
    const selectLive = (criterion: string): string =>
      `SELECT ${sessionColumns.join(', ')}, ${userColumns} FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE ${criterion} AND s.expires_at > $2 AND ${isLater('s.idle_expires_at', '$2')} AND u.disabled_at IS NULL`;
    this.selectById = selectLive('s.id = $1');
    this.selectByRefreshFamily = selectLive('s.refresh_family_hash = $1');
  }

  /**
   * The session of a guarded request, which counts as a sign of life. At most one query, and from the cache none.
   *
   * @param rotation that the access token came with: its first use shows that the browser got the answer.
   */
  async findById(id: string, rotation = 0): Promise<LiveSession | undefined> {
    const remembered = this.cache.get(id);
    const isRemembered = remembered !== undefined && this.isAlive(remembered.session);
    if (isRemembered) {
      sessionCacheHits.inc();
    }
    const live = isRemembered ? remembered : await this.cache.fill(() => this.findOne(this.selectById, id));
    if (live?.session.supersededRotations.includes(rotation)) {
      return undefined;
    }
    if (live && live.session.lastSeenAt <= this.clock.inSeconds(-LAST_SEEN_RESOLUTION)) {
      await this.writeIfPossible(() => this.touch(live.session));
    }
    if (live && this.policy.isNewTo(live.user)) {
      await this.writeIfPossible(() => this.policy.begin(this.dataSource.manager, live.user));
    }
    if (live && isFirstUse(live.session, rotation)) {
      await this.writeIfPossible(() => this.markPresented(live.session, rotation));
    }
    return live;
  }

  findByRefreshFamily(familyHash: Buffer): Promise<LiveSession | undefined> {
    return this.findOne(this.selectByRefreshFamily, familyHash);
  }

  private isAlive({ expiresAt, idleExpiresAt }: Session): boolean {
    const now = this.clock.now();
    return expiresAt > now && idleExpiresAt > now;
  }

  private async findOne(sql: string, key: string | Buffer): Promise<LiveSession | undefined> {
    const [row] = await this.dataSource.query<Row[]>(sql, [key, this.clock.now()]);
    return row && toLiveSession(row);
  }

  /** A read-only or full database can still say who is logged in; that it cannot note the time is no reason to refuse. */
  private async writeIfPossible(write: () => Promise<void>): Promise<void> {
    if (this.clock.now() < this.touchAgainAt) {
      return;
    }
    try {
      await write();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) {
        throw error;
      }
      this.touchAgainAt = this.clock.inSeconds(TOUCH_PAUSE);
      this.logger.warn(`Signs of life cannot be written: ${(error as Error).message}`);
    }
  }

  private async touch(session: Session): Promise<void> {
    const now = this.clock.now();
    await this.dataSource.query(touch, [
      session.id,
      now,
      this.clock.inSeconds(sessionLifetime(session).idle),
    ]);
    session.lastSeenAt = now;
  }

  /** What is remembered may be of before the rotation, of which this process need not have heard. */
  private async markPresented(session: Session, rotation: number): Promise<void> {
    const { refreshRotation, isRotationPresented } = session;
    // Before it is written, so that other requests that come now do not write it, too.
    Object.assign(session, { refreshRotation: rotation, isRotationPresented: true });
    try {
      await this.dataSource.query(markPresented, [session.id, rotation]);
    } catch (error) {
      Object.assign(session, { refreshRotation, isRotationPresented });
      throw error;
    }
  }
}

function isFirstUse({ refreshRotation, isRotationPresented }: Session, rotation: number): boolean {
  return rotation > refreshRotation || (rotation === refreshRotation && !isRotationPresented);
}

function toLiveSession(row: Row): LiveSession {
  const {
    email,
    emailVerifiedAt,
    disabledAt,
    isMarkedAsTwoFactor,
    isTwoFactorAuthenticationEnabled,
    isPasswordLogInEnabled,
    groups,
    twoFactorRequiredSince,
    userCreatedAt,
    ...session
  } = row;
  const user = {
    id: row.userId,
    email,
    emailVerifiedAt,
    disabledAt,
    isMarkedAsTwoFactor,
    isTwoFactorAuthenticationEnabled,
    isPasswordLogInEnabled,
    groups,
    twoFactorRequiredSince,
    createdAt: userCreatedAt,
  };
  return { session, user: user as User };
}
