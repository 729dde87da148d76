import { Injectable, Logger } from '@nestjs/common';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { DecryptionError, SecretCipher } from '../crypto/secret-cipher.js';
import { type EncryptedColumn, encryptedColumns } from '../database/column-marks.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { EnvironmentError } from '../options/environment.error.js';
import { Environment } from '../options/environment.js';

const BATCH = 100;

type Row = { id: string } & Record<string, string>;

export interface KeyRotationReport {
  reencrypted: number;
  /** Ciphertexts of a key that is not configured, or that were tampered with. */
  unreadable: number;
  /** They move when their owners log in: a hash cannot be made anew without the password. */
  passwordsUnderOlderPeppers: number;
}

/** Moves what is encrypted to the first of `ENCRYPTION_KEYS`, so that older keys can be taken out (NIST SP 800-57). */
@Injectable()
export class KeyRotationService {
  private readonly logger = new Logger('KeyRotation');

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly cipher: SecretCipher,
    private readonly passwordHasher: PasswordHasher,
    private readonly environment: Environment,
  ) {}

  /** @throws EnvironmentError while a running copy would not be able to read what comes of it. */
  async rotate(): Promise<KeyRotationReport> {
    const { primary, keys } = this.environment.ENCRYPTION_KEYS;
    if (primary !== keys[0]) {
      throw new EnvironmentError(
        'ENCRYPTION_KEYS',
        `begins with "${keys[0].kid}", which not all running copies know: restart those with it first (one that was killed counts for 30 seconds)`,
      );
    }
    const report: KeyRotationReport = {
      reencrypted: 0,
      unreadable: 0,
      passwordsUnderOlderPeppers: await this.countOldPeppers(),
    };
    for (const column of encryptedColumns()) {
      await this.rotateColumn(column, report);
    }
    this.logger.log('crypto_keys_rotated', report);
    return report;
  }

  private async rotateColumn(target: EncryptedColumn, report: KeyRotationReport): Promise<void> {
    const { entity, property } = target;
    let last = '';
    for (;;) {
      const rows = (await this.dataSource.manager
        .createQueryBuilder(entity, 'row')
        .where(`NOT starts_with(row.${property}, :prefix)`, { prefix: this.cipher.prefix })
        .andWhere('CAST(row.id AS text) > :last', { last })
        .orderBy('CAST(row.id AS text)')
        .limit(BATCH)
        .getMany()) as Row[];
      for (const row of rows) {
        report[await this.rotateOne(target, row)]++;
        last = row.id;
      }
      if (rows.length < BATCH) {
        return;
      }
    }
  }

  private async rotateOne(
    { entity, property, context }: EncryptedColumn,
    row: Row,
  ): Promise<'reencrypted' | 'unreadable'> {
    try {
      const rowContext = context(row as never);
      const old = row[property] as string;
      const fresh = this.cipher.renew(old, rowContext);
      // What has changed in the meantime was written under the new key already.
      await this.dataSource.manager.update(entity, { id: row.id, [property]: old }, { [property]: fresh });
      return 'reencrypted';
    } catch (error) {
      if (error instanceof DecryptionError) {
        return 'unreadable';
      }
      throw error;
    }
  }

  private async countOldPeppers(): Promise<number> {
    const [row] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count
       FROM (SELECT password_hash FROM users UNION ALL SELECT password_hash FROM pending_registrations) hashes
       WHERE split_part(password_hash, '.', 2) <> $1`,
      [this.passwordHasher.pepperKid],
    );
    return row.count;
  }
}
