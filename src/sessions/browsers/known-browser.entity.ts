import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../../database/column-marks.js';

/** Seconds; as long as browsers keep the cookie. */
const COOKIE_LIFETIME = 400 * 86_400;

/** A browser that an account was logged in from; see `KnownBrowsersService`. */
@Entity('known_browsers')
export class KnownBrowser {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  /** SHA-256. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** The last completed log-in. */
  @Expires(COOKIE_LIFETIME)
  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt: Date;

  /** When both factors were proved here last. */
  @Column('timestamptz', { name: 'second_factor_proved_at', nullable: true })
  secondFactorProvedAt: Date | null;
}
