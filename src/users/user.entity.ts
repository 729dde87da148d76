import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('users')
export class User {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Canonical, see `canonicalEmailAddress`. */
  @Column('text', { unique: true })
  email: string;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash: string;

  @Column('timestamptz', { name: 'email_verified_at', nullable: true })
  emailVerifiedAt: Date | null;

  @Column('boolean', { name: 'is_two_factor_authentication_enabled', default: false })
  isTwoFactorAuthenticationEnabled: boolean;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  /** The first completed log-in; so much of the events is kept for good. */
  @Column('timestamptz', { name: 'first_logged_in_at', nullable: true, select: false })
  firstLoggedInAt?: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
