import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Expires } from '../database/column-marks.js';

/** What a browser carries from `PUBLIC_URL` to a protected host, once. */
@Entity('gate_codes')
export class GateCode {
  /** SHA-256. */
  @PrimaryColumn('bytea', { name: 'code_hash' })
  codeHash: Buffer;

  @Column('uuid', { name: 'session_id' })
  sessionId: string;

  @Column('text')
  host: string;

  /** SHA-256 of the cookie that the browser has on that host. */
  @Column('bytea', { name: 'state_hash' })
  stateHash: Buffer;

  /** Path and query. */
  @Column('text', { name: 'return_to' })
  returnTo: string;

  @Expires()
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
