import { Column, Entity, PrimaryGeneratedColumn, VirtualColumn } from 'typeorm';
import { isTwoFactorEnabled } from './two-factor-state.js';

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

  /** What the column says; what counts is {@link isTwoFactorAuthenticationEnabled}. */
  @Column('boolean', { name: 'is_two_factor_authentication_enabled', default: false })
  isMarkedAsTwoFactor: boolean;

  @VirtualColumn('boolean', { query: isTwoFactorEnabled })
  isTwoFactorAuthenticationEnabled: boolean;

  /** Whether a password, and a code after it, log in; else passkeys do, and nothing else. */
  @Column('boolean', { name: 'is_password_log_in_enabled', default: true })
  isPasswordLogInEnabled: boolean;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  /** The first completed log-in; so much of the events is kept for good. */
  @Column('timestamptz', { name: 'first_logged_in_at', nullable: true, select: false })
  firstLoggedInAt?: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
