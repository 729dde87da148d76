import { Injectable } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { ApiPropertyOptional } from '../../http/documentation.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import {
  type Rejection,
  type SecondFactorAnswer,
  SecondFactorMethod,
  type UseOfSecondFactor,
} from '../second-factor-method.js';
import { AnsweredBy, OptionalSecondFactorDto } from '../second-factor.dto.js';
import { MAX_CODE_LENGTH } from '../typed-code.js';
import type { BackupCode } from './backup-code.entity.js';
import { BackupCodesService } from './backup-codes.service.js';

/** Codes on paper, for who has lost the phone. Whether it looks like one is not told: a wrong one is wrong, and counted. */
@Injectable()
@AnsweredBy(
  'backupCode',
  [
    ApiPropertyOptional({ type: String, maxLength: MAX_CODE_LENGTH, example: 'K7QX-2M9C-VT4H-8WZ3' }),
    IsString(),
    MaxLength(MAX_CODE_LENGTH),
  ],
  [OptionalSecondFactorDto],
)
export class BackupCodeMethod extends SecondFactorMethod<void, BackupCode> {
  readonly name = 'backup-code';
  /** A one-time password as well, if not of a device. */
  readonly amr = ['otp'];
  override readonly rank = 3;
  override readonly unlocks = true;
  override readonly isPrimary = false;

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

  async check({ userId, value }: SecondFactorAnswer<void>): Promise<BackupCode | Rejection> {
    return (await this.backupCodes.find(userId, value as string)) ?? { refusal: 'authn_second_factor_fail' };
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
