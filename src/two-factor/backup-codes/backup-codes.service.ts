import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { PasswordHasher } from '../../crypto/password-hasher.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { BackupCode } from './backup-code.entity.js';
import { generateBackupCode, type ParsedBackupCode, parseBackupCode } from './backup-code.js';

const CODES = 10;

/** Codes that were made but not stored yet: the hashes take long, and no transaction waits for them. */
export interface NewBackupCodes {
  /** To be shown once. */
  codes: string[];
  rows: Pick<BackupCode, 'lookupId' | 'hash'>[];
}

@Injectable()
export class BackupCodesService {
  constructor(
    @InjectRepository(BackupCode) private readonly backupCodes: Repository<BackupCode>,
    private readonly passwordHasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  async generate(userId: string): Promise<NewBackupCodes> {
    const byLookupId = new Map<string, string>();
    while (byLookupId.size < CODES) {
      const code = generateBackupCode();
      byLookupId.set(code.slice(0, 4), code);
    }
    const codes = [...byLookupId.values()];
    const rows = await Promise.all(
      codes.map(async (code) => {
        const { lookupId, secret } = parseBackupCode(code) as ParsedBackupCode;
        return { lookupId, hash: await this.passwordHasher.hashLookupSecret(secret, userId) };
      }),
    );
    return { codes, rows };
  }

  async replace(tx: AccountTransaction, { rows }: NewBackupCodes): Promise<void> {
    await this.deleteAll(tx);
    await tx.manager.insert(
      BackupCode,
      rows.map((row) => ({ ...row, userId: tx.userId, usedAt: null, savedAt: null })),
    );
  }

  async deleteAll({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.delete(BackupCode, { userId });
  }

  /** The unused code that this is, after one hash in any case; undefined if it is none. */
  async find(userId: string, text: string): Promise<BackupCode | undefined> {
    const parsed = parseBackupCode(text);
    const code = parsed
      ? await this.backupCodes.findOneBy({ userId, lookupId: parsed.lookupId, usedAt: IsNull() })
      : null;
    const isRight = await this.passwordHasher.verifyLookupSecret(parsed?.secret ?? '', code);
    return code && isRight ? code : undefined;
  }

  /** @returns false if another request has used the code up in the meantime. */
  async consume({ manager }: AccountTransaction, { userId, lookupId, hash }: BackupCode): Promise<boolean> {
    const criteria = { userId, lookupId, hash, usedAt: IsNull() };
    const { affected } = await manager.update(BackupCode, criteria, { usedAt: this.clock.now() });
    return affected === 1;
  }

  async markSaved(userId: string): Promise<void> {
    await this.backupCodes.update({ userId, savedAt: IsNull() }, { savedAt: this.clock.now() });
  }

  /** @returns true as well where there are none. */
  async areSaved(userId: string): Promise<boolean> {
    return !(await this.backupCodes.existsBy({ userId, usedAt: IsNull(), savedAt: IsNull() }));
  }

  countRemaining(userId: string, manager: EntityManager = this.backupCodes.manager): Promise<number> {
    return manager.countBy(BackupCode, { userId, usedAt: IsNull() });
  }
}
