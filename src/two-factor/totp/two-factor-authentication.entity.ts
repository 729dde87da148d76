import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The authenticator of an account: the active secret, and the count of wrong codes, which no log-in and no new QR code
 * resets.
 */
@Entity('two_factor_authentications')
export class TwoFactorAuthentication {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId: string;

  /** Encrypted. */
  @Column('text', { name: 'totp_secret', nullable: true })
  totpSecret: string | null;

  @Column('timestamptz', { name: 'enabled_at', nullable: true })
  enabledAt: Date | null;

  /** The step of the last accepted code; only later ones are accepted. */
  @Column('integer', { name: 'last_time_step', nullable: true })
  lastTimeStep: number | null;

  /** Consecutive; see `SecondFactorBudget`. */
  @Column('integer', { name: 'failed_attempts', default: 0 })
  failedAttempts: number;

  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt: Date | null;

  /** Backup codes tried while locked. */
  @Column('integer', { name: 'failed_unlock_attempts', default: 0 })
  failedUnlockAttempts: number;
}
