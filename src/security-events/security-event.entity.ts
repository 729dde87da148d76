import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';
import type { SecurityEventType } from './security-event-type.js';

/** One row of the append-only record: inserted, never changed. */
@Entity('security_events')
export class SecurityEvent {
  /** Rising, a 64-bit integer as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** Null for a log-in with an address that has no account. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId: string | null;

  @Column('text')
  type: SecurityEventType;

  @Expires(({ SECURITY_EVENT_RETENTION }) => SECURITY_EVENT_RETENTION)
  @Column('timestamptz')
  at: Date;

  @Column('text')
  ip: string;

  @Column('text', { name: 'user_agent' })
  userAgent: string;
}
