import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Encrypted, Expires } from '../../database/column-marks.js';
import { totpSecretContext } from './totp-secret.js';

/** A secret that was shown as a QR code, and waits for a code that confirms it. */
@Entity('pending_secrets')
export class PendingSecret {
  /** Rising, a 64-bit integer as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  /** Encrypted. */
  @Encrypted(({ userId }: PendingSecret) => totpSecretContext(userId))
  @Column('text')
  secret: string;

  /** Codes tried. */
  @Column('smallint', { default: 0 })
  attempts: number;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
