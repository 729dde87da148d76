import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Encrypted, Expires } from '../database/column-marks.js';

/** Seconds; sent or given up by then. Until then their number limits further ones, and an operator can see that they went out. */
const WEEK = 7 * 86_400;

/** A mail from the moment it is caused; see `MailOutbox`. */
@Entity('mails')
export class Mail {
  @PrimaryColumn('uuid')
  id: string;

  /** A canonical e-mail address. */
  @Column('text')
  recipient: string;

  /** What kind of mail it is, for the log and for limits. */
  @Column('text')
  template: string;

  @Column('text')
  subject: string;

  /** The bodies, encrypted, since links in them have live tokens; null once it is sent, or given up. */
  @Encrypted(({ id }: Mail) => mailContext(id))
  @Column('text', { nullable: true })
  content: string | null;

  @Expires(WEEK)
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When it is due; while a worker has it, when another one may take it over. */
  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt: Date;

  /** When it is worth nothing any more, such as the link of a dead token. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** Counted when they begin. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** How many it stands for. */
  @Column('integer', { default: 1 })
  occurrences: number;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;
}

/** The `additional authenticated data` that ties a mail's bodies to its row. */
export function mailContext(id: string): string {
  return `mail:${id}`;
}
