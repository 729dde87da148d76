import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';

const DAY = 86_400;

/** That somebody asked for a new password, for an address that may or may not have an account; see `PasswordResetRequests`. */
@Entity('password_reset_requests')
export class PasswordResetRequest {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('text')
  email: string;

  @Column('text')
  ip: string;

  @Column('text', { name: 'user_agent' })
  userAgent: string;

  @Column('text', { name: 'request_id' })
  requestId: string;

  @Expires(DAY)
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
