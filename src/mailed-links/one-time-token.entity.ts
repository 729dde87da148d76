import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';

export type OneTimeTokenPurpose = 'email-verification' | 'email-change';

/** A token that was mailed. The key allows one of each purpose, so a newer one takes the place of the older. */
@Entity('one_time_tokens')
export class OneTimeToken {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId: string;

  @PrimaryColumn('text')
  purpose: OneTimeTokenPurpose;

  /** SHA-256. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** Where it was mailed to. */
  @Column('text')
  email: string;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** The browser in which it was asked for. */
  @Column('uuid', { name: 'known_browser_id', nullable: true })
  knownBrowserId: string | null;
}
