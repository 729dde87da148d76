import { Injectable } from '@nestjs/common';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { type Rejection, SecondFactorMethod, type UseOfSecondFactor } from '../second-factor-method.js';
import type { BackupCode } from './backup-code.entity.js';
import { BackupCodesService } from './backup-codes.service.js';

/** Codes on paper, for who has lost the phone. */
@Injectable()
export class BackupCodeMethod extends SecondFactorMethod<void, BackupCode> {
  readonly name = 'backup-code';
  readonly property = 'backupCode';
  /** A one-time password as well, if not of a device. */
  readonly amr = ['otp'];
  override readonly unlocks = true;

  constructor(
    private readonly backupCodes: BackupCodesService,
    private readonly securityEvents: SecurityEventsService,
  ) {
    super();
  }

  async isSetUp({ manager, userId }: AccountTransaction): Promise<boolean> {
    return (await this.backupCodes.countRemaining(userId, manager)) > 0;
  }

  async load(): Promise<void> {
    // The check looks for the one row that the answer names.
  }

  async check(userId: string, text: string): Promise<BackupCode | Rejection> {
    return (await this.backupCodes.find(userId, text)) ?? { refusal: 'authn_second_factor_fail' };
  }

  consume(tx: AccountTransaction, code: BackupCode): Promise<boolean> {
    return this.backupCodes.consume(tx, code);
  }

  override async recordUse(tx: AccountTransaction): Promise<UseOfSecondFactor> {
    const remainingBackupCodes = await this.backupCodes.countRemaining(tx.userId, tx.manager);
    await this.securityEvents.record(tx, 'backup_code_used', { remainingBackupCodes });
    return { remainingBackupCodes };
  }

  removeAll(tx: AccountTransaction): Promise<void> {
    return this.backupCodes.deleteAll(tx);
  }
}
