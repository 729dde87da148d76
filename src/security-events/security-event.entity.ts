import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SecurityEventType } from './security-event-type.js';

/** One row of the append-only record: inserted, never changed. */
@Entity('security_events')
export class SecurityEvent {
  /** Rising, a 64-bit integer as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('text')
  type: SecurityEventType;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  ip: string;

  @Column('text', { name: 'user_agent' })
  userAgent: string;
}
