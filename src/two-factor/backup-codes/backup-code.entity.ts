import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('backup_codes')
export class BackupCode {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId: string;

  /** The first four characters, so that a try costs one hash and not ten. */
  @PrimaryColumn('text', { name: 'lookup_id' })
  lookupId: string;

  /** Of the other twelve characters; see `PasswordHasher`. */
  @Column('text')
  hash: string;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
