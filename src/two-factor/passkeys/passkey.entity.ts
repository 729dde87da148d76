import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Encrypted } from '../../database/column-marks.js';

/** A WebAuthn credential: discoverable, and used with user verification only, so it is two factors by itself. */
@Entity('passkeys')
export class Passkey {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('bytea', { name: 'credential_id' })
  credentialId: Buffer;

  /** COSE_Key (RFC 9052 section 7), base64url, and encrypted: see `passkeyContext`. */
  @Encrypted(passkeyContext)
  @Column('text', { name: 'public_key' })
  publicKey: string;

  /** A 64-bit integer as text. */
  @Column('bigint', { name: 'sign_count' })
  signCount: string;

  /** Whether it may be synced between devices; never changes. */
  @Column('boolean', { name: 'is_backup_eligible' })
  isBackupEligible: boolean;

  /** Whether it is synced, as of its last use. */
  @Column('boolean', { name: 'is_backed_up' })
  isBackedUp: boolean;

  /** Of the browser: how the authenticator may be reached. */
  @Column('text', { array: true })
  transports: string[];

  /** The model of the authenticator, which nobody has attested. */
  @Column('uuid', { nullable: true })
  aaguid: string | null;

  /** The relying party that it is for; with another one it cannot be used. */
  @Column('text', { name: 'rp_id' })
  rpId: string;

  /** The owner's word for it. */
  @Column('text')
  name: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;
}

/** The `additional authenticated data` that ties a public key to its user and its credential: a planted row logs nobody in. */
export function passkeyContext({ userId, credentialId }: Pick<Passkey, 'userId' | 'credentialId'>): string {
  return `passkey:${userId}:${credentialId.toString('base64url')}`;
}
