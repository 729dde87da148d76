import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Expires } from '../../database/column-marks.js';

/** A browser in which the account's owner wants to be asked for no code. */
@Entity('trusted_devices')
export class TrustedDevice {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  /** SHA-256 of the token in the cookie. */
  @Column('bytea', { name: 'token_hash', unique: true })
  tokenHash: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt: Date;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('text')
  ip: string;

  @Column('text', { name: 'user_agent' })
  userAgent: string;
}
