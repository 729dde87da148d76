import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Peppered } from '../../database/column-marks.js';

@Entity('backup_codes')
export class BackupCode {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId: string;

  /** The first four characters, so that a try costs one hash and not ten. */
  @PrimaryColumn('text', { name: 'lookup_id' })
  lookupId: string;

  /** Of the other twelve characters; see `PasswordHasher`. */
  @Peppered()
  @Column('text')
  hash: string;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  /** When the owner said that the codes are kept somewhere; until then they may have been shown to nobody. */
  @Column('timestamptz', { name: 'saved_at', nullable: true })
  savedAt: Date | null;
}
