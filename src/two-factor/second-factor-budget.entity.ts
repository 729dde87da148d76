import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The wrong tries of an account with two-factor authentication on, which no log-in and no new QR code resets. While there is such
 * a row, it is on: see `isTwoFactorEnabled`.
 */
@Entity('second_factor_budgets')
export class SecondFactorBudget {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId: string;

  @Column('timestamptz', { name: 'enabled_at' })
  enabledAt: Date;

  /** Consecutive. */
  @Column('integer', { name: 'failed_attempts', default: 0 })
  failedAttempts: number;

  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt: Date | null;

  /** Consecutive, of the methods that unlock. */
  @Column('integer', { name: 'failed_unlock_attempts', default: 0 })
  failedUnlockAttempts: number;
}
