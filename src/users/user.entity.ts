import { Column, Entity, PrimaryGeneratedColumn, VirtualColumn } from 'typeorm';
import { Peppered } from '../database/column-marks.js';
import type { Language } from '../languages/languages.js';
import { isTwoFactorEnabled } from './two-factor-state.js';

@Entity('users')
export class User {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Canonical, see `canonicalEmailAddress`. */
  @Column('text', { unique: true })
  email: string;

  @Peppered()
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

  /** That the operator has put the account into, in alphabetical order. */
  @Column('text', { array: true, default: [] })
  groups: string[];

  /** That its mails are in, as its owner's browser asked for it; null where none ever did. */
  @Column('varchar', { length: 35, nullable: true })
  language: Language | null;

  /** When the policy that demands two-factor authentication first applied; see `TwoFactorPolicy`. */
  @Column('timestamptz', { name: 'two_factor_required_since', nullable: true })
  twoFactorRequiredSince: Date | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  /** The first completed log-in; so much of the events is kept for good. */
  @Column('timestamptz', { name: 'first_logged_in_at', nullable: true, select: false })
  firstLoggedInAt?: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
