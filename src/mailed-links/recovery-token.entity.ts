import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';

export type RecoveryPurpose = 'password-reset' | 'address-release';

/** A token of a mail that anybody can have sent to an account's address; each mail has its own, and no other replaces it. */
@Entity('recovery_tokens')
export class RecoveryToken {
  /** SHA-256. */
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('text')
  purpose: RecoveryPurpose;

  /** Where it was mailed to. */
  @Column('text')
  email: string;

  /** Codes that were tried with it. */
  @Column('smallint', { name: 'second_factor_attempts', default: 0 })
  secondFactorAttempts: number;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}

export function isRecoveryToken(place: object): place is RecoveryToken {
  return 'tokenHash' in place;
}
