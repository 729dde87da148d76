import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { DecryptionError, SecretCipher } from '../crypto/secret-cipher.js';
import { mailContext } from '../mail/mail.worker.js';
import { totpSecretContext } from '../two-factor/totp/totp-secret.js';

const BATCH = 100;

/** Every column with ciphertexts; those in sessions live for seconds. */
const columns = [
  {
    table: 'two_factor_authentications',
    key: 'user_id',
    boundTo: 'user_id',
    column: 'totp_secret',
    context: totpSecretContext,
  },
  {
    table: 'pending_secrets',
    key: 'id',
    boundTo: 'user_id',
    column: 'secret',
    context: totpSecretContext,
  },
  { table: 'mails', key: 'id', boundTo: 'id', column: 'content', context: mailContext },
];

interface Row {
  key: string;
  /** What the ciphertext is bound to. */
  owner: string;
  ciphertext: string;
}

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
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly cipher: SecretCipher,
    private readonly passwordHasher: PasswordHasher,
  ) {}

  async rotate(): Promise<KeyRotationReport> {
    const report: KeyRotationReport = {
      reencrypted: 0,
      unreadable: 0,
      passwordsUnderOlderPeppers: await this.countOldPeppers(),
    };
    for (const column of columns) {
      await this.rotateColumn(column, report);
    }
    this.logger.log('crypto_keys_rotated', report);
    return report;
  }

  private async rotateColumn(target: (typeof columns)[number], report: KeyRotationReport): Promise<void> {
    const { table, key, boundTo, column } = target;
    const select = `
      SELECT ${key}::text AS key, ${boundTo}::text AS owner, ${column} AS ciphertext FROM ${table}
      WHERE NOT starts_with(${column}, $1) AND ${key}::text > $2 ORDER BY ${key}::text LIMIT ${BATCH}`;
    let last = '';
    for (;;) {
      const rows = await this.dataSource.query<Row[]>(select, [this.cipher.prefix, last]);
      for (const row of rows) {
        report[await this.rotateOne(target, row)]++;
        last = row.key;
      }
      if (rows.length < BATCH) {
        return;
      }
    }
  }

  private async rotateOne(
    { table, key, column, context }: (typeof columns)[number],
    row: Row,
  ): Promise<'reencrypted' | 'unreadable'> {
    try {
      const rowContext = context(row.owner);
      const fresh = this.cipher.encrypt(this.cipher.decrypt(row.ciphertext, rowContext), rowContext);
      // What has changed in the meantime was written under the new key already.
      const update = `UPDATE ${table} SET ${column} = $1 WHERE ${key} = $2 AND ${column} = $3`;
      await this.dataSource.query(update, [fresh, row.key, row.ciphertext]);
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
