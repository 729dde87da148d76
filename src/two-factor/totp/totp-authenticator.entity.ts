import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Encrypted } from '../../database/column-marks.js';
import { authenticatorContext } from './totp-secret.js';

/** An authenticator app whose codes count. */
@Entity('totp_authenticators')
export class TotpAuthenticator {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  /** The owner's word for it. */
  @Column('text')
  name: string;

  /** Encrypted; see `authenticatorContext`. */
  @Encrypted(authenticatorContext)
  @Column('text')
  secret: string;

  /** The step of the last accepted code; only later ones are accepted. */
  @Column('integer', { name: 'last_time_step', nullable: true })
  lastTimeStep: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;
}
