import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A protected host that a session has been let in to: what stands behind that host's cookie. It ends with its session. */
@Entity('gate_sessions')
export class GateSession {
  /** SHA-256. */
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** Follows the session when that gets a new id. */
  @Column('uuid', { name: 'session_id' })
  sessionId: string;

  @Column('text')
  host: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
