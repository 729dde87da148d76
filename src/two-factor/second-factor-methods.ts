import { Injectable } from '@nestjs/common';
import type { AccountTransaction } from '../users/account-transaction.js';
import { BackupCodeMethod } from './backup-codes/backup-code.method.js';
import type { SecondFactorMethod } from './second-factor-method.js';
import { TotpMethod } from './totp/totp.method.js';
import type { SecondFactorCodeDto } from './two-factor.dto.js';

/** All ways to prove a second factor, the usual one first. */
@Injectable()
export class SecondFactorMethods {
  private readonly all: readonly SecondFactorMethod[];

  constructor(totp: TotpMethod, backupCode: BackupCodeMethod) {
    this.all = [totp, backupCode];
  }

  /** The one that a valid body has an answer for. */
  answeredBy(body: SecondFactorCodeDto): SecondFactorMethod {
    return this.all.find(({ property }) => body[property] !== undefined) as SecondFactorMethod;
  }

  /** The names of those that the account can use now. */
  async namesFor(tx: AccountTransaction): Promise<string[]> {
    const names: string[] = [];
    for (const method of this.all) {
      if (await method.isSetUp(tx)) {
        names.push(method.name);
      }
    }
    return names;
  }

  async removeAll(tx: AccountTransaction): Promise<void> {
    for (const method of this.all) {
      await method.removeAll(tx);
    }
  }
}
