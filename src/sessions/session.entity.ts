import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';
import type { UsedRefreshToken } from './used-refresh-token.js';

/**
 * A log-in of one browser: the truth behind every cookie. A JWT whose row is gone or expired is dead, whatever it says.
 *
 * A pending log-in is a session of an account with two-factor authentication on, that has not passed it; it has no
 * refresh token.
 */
@Entity('sessions')
export class Session {
  /** Changes at every step up, so what was issued before is worth nothing after. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  /** Whether the second factor was proved in this session, or a trusted device stood in for it. */
  @Column('boolean', { name: 'is_second_factor_authenticated' })
  isSecondFactorAuthenticated: boolean;

  /** Authentication methods as in RFC 8176. */
  @Column('text', { array: true })
  amr: string[];

  @Column('boolean', { name: 'remember_me' })
  rememberMe: boolean;

  /** Of a password, or of a passkey in its place. */
  @Column('timestamptz', { name: 'password_verified_at' })
  firstFactorVerifiedAt: Date;

  @Column('timestamptz', { name: 'second_factor_verified_at', nullable: true })
  secondFactorVerifiedAt: Date | null;

  /** The name of the `SecondFactorMethod` by which that was. */
  @Column('text', { name: 'second_factor_verified_by', nullable: true })
  secondFactorVerifiedBy: string | null;

  /** Of what logs in by itself, be it as the second factor. */
  @Column('timestamptz', { name: 'passkey_verified_at', nullable: true })
  passkeyVerifiedAt: Date | null;

  /** Tries of a pending log-in. */
  @Column('smallint', { name: 'second_factor_attempts', default: 0 })
  secondFactorAttempts: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** To the minute. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  @Expires()
  @Column('timestamptz', { name: 'idle_expires_at' })
  idleExpiresAt: Date;

  /** The absolute end, which nothing moves. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('text')
  ip: string;

  @Column('text', { name: 'user_agent' })
  userAgent: string;

  /** The browser that it belongs to, which outlives the changes of credentials that it makes. */
  @Column('uuid', { name: 'known_browser_id', nullable: true })
  knownBrowserId: string | null;

  /** SHA-256 of the part that all refresh tokens of this session share. */
  @Column('bytea', { name: 'refresh_family_hash', nullable: true })
  refreshFamilyHash: Buffer | null;

  /** SHA-256 of the one refresh token that works. */
  @Column('bytea', { name: 'refresh_token_hash', nullable: true })
  refreshTokenHash: Buffer | null;

  /** How often a refresh token was swapped for its successor. */
  @Column('integer', { name: 'refresh_rotation', default: 0 })
  refreshRotation: number;

  /** Whether the newest refresh token, or the access token that came with it, was presented yet. */
  @Column('boolean', { name: 'is_rotation_presented', default: true })
  isRotationPresented: boolean;

  /** Those of which nobody presented anything before another answer was given instead: their access tokens are dead. */
  @Column('integer', { name: 'superseded_rotations', array: true, default: [] })
  supersededRotations: number[];

  @Column('jsonb', { name: 'used_refresh_tokens', default: [] })
  usedRefreshTokens: UsedRefreshToken[];
}
