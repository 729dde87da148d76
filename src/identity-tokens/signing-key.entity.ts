import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Encrypted, Expires } from '../database/column-marks.js';

const DAY = 86_400;

/** What identity tokens are signed with: one key after the other, and all copies of this server have the same. */
@Entity('signing_keys')
export class SigningKey {
  /** The `kid`: SHA-256 of the public key (RFC 7638). */
  @PrimaryColumn('text', { name: 'kid' })
  id: string;

  /** A JWK of the curve P-256, as JSON. */
  @Encrypted(signingKeyContext)
  @Column('text', { name: 'private_key' })
  privateKey: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** It is published before, so that verifiers know it when it is used. */
  @Column('timestamptz', { name: 'active_at' })
  activeAt: Date;

  /** When its successor takes over. It stays published for a day, for what it has signed. */
  @Expires(DAY)
  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;
}

export function signingKeyContext({ id }: Pick<SigningKey, 'id'>): string {
  return `signing:${id}`;
}
