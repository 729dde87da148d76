import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Client } from '../../client/client.decorator.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import { type Rejection, SecondFactorMethod } from '../second-factor-method.js';
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

  async isSetUp(manager: EntityManager, userId: string): Promise<boolean> {
    return (await this.backupCodes.countRemaining(userId, manager)) > 0;
  }

  async load(): Promise<void> {
    // The check looks for the one row that the answer names.
  }

  async check(userId: string, text: string): Promise<BackupCode | Rejection> {
    return (await this.backupCodes.find(userId, text)) ?? { refusal: 'authn_second_factor_fail' };
  }

  consume(manager: EntityManager, _userId: string, code: BackupCode): Promise<boolean> {
    return this.backupCodes.consume(manager, code);
  }

  override async recordUse(manager: EntityManager, userId: string, client: Client): Promise<void> {
    const remainingBackupCodes = await this.backupCodes.countRemaining(userId, manager);
    await this.securityEvents.record(manager, 'backup_code_used', userId, client, { remainingBackupCodes });
  }

  removeAll(manager: EntityManager, userId: string): Promise<void> {
    return this.backupCodes.deleteAll(manager, userId);
  }
}
