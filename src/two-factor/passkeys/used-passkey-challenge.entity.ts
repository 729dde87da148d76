import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../../database/column-marks.js';

const DAY = 86_400;

/** A challenge that was answered, rightly or not. */
@Entity('used_passkey_challenges')
export class UsedPasskeyChallenge {
  /** SHA-256. */
  @PrimaryColumn('bytea', { name: 'challenge_hash' })
  challengeHash: Buffer;

  /** The row outlives it, since another copy's clock may be slow. */
  @Expires(DAY)
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
