import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';

/** That the operator lets whoever has this mailbox make an account. */
@Entity('invitations')
export class Invitation {
  /** Canonical, see `canonicalEmailAddress`. */
  @PrimaryColumn('text')
  email: string;

  /** SHA-256. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
