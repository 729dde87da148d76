import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';
import type { SecurityEventType } from './security-event-type.js';

/** One row of the append-only record: inserted, never changed; when its account goes, it loses what names a person. */
@Entity('security_events')
export class SecurityEvent {
  /** Rising, a 64-bit integer as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** Null for a log-in with an address that has no account, and after the account. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId: string | null;

  /** After the account: the same for all events of it, and for nobody without our keys its id. */
  @Column('text', { name: 'former_user', nullable: true })
  formerUser: string | null;

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
