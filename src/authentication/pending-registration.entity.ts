import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires, Peppered } from '../database/column-marks.js';

/** An account that somebody asked for, with an address that may be anybody's; see `PendingRegistrationsService`. */
@Entity('pending_registrations')
export class PendingRegistration {
  /** That the user will have. */
  @PrimaryColumn('uuid')
  id: string;

  /** Canonical, see `canonicalEmailAddress`. */
  @Column('text')
  email: string;

  @Peppered()
  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  /** SHA-256. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
