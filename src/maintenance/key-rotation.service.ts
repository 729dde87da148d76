import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { DecryptionError, SecretCipher } from '../crypto/secret-cipher.js';
import { mailContext } from '../mail/mail.worker.js';
import { passkeyContext } from '../two-factor/passkeys/passkey.entity.js';
import { authenticatorContext, totpSecretContext } from '../two-factor/totp/totp-secret.js';

const BATCH = 100;

/** A column with ciphertexts. */
interface EncryptedColumn {
  table: string;
  column: string;
  /** SQL; what {@link context} needs of a row. */
  bound: string;
  context: (row: Row) => string;
}

/** All but those in sessions, which live for seconds. */
const columns: EncryptedColumn[] = [
  {
    table: 'totp_authenticators',
    column: 'secret',
    bound: 'user_id AS "userId"',
    context: authenticatorContext,
  },
  {
    table: 'pending_secrets',
    column: 'secret',
    bound: 'user_id AS "userId"',
    context: ({ userId }) => totpSecretContext(userId),
  },
  {
    table: 'passkeys',
    column: 'public_key',
    bound: 'user_id AS "userId", credential_id AS "credentialId"',
    context: passkeyContext,
  },
  { table: 'mails', column: 'content', bound: '', context: ({ id }) => mailContext(id) },
];

/** What is bound to something else has not all of these. */
interface Row {
  id: string;
  userId: string;
  credentialId: Buffer;
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

  private async rotateColumn(target: EncryptedColumn, report: KeyRotationReport): Promise<void> {
    const { table, column, bound } = target;
    const select = `
      SELECT id::text, ${[`${column} AS ciphertext`, bound].filter(Boolean).join(', ')} FROM ${table}
      WHERE NOT starts_with(${column}, $1) AND id::text > $2 ORDER BY id::text LIMIT ${BATCH}`;
    let last = '';
    for (;;) {
      const rows = await this.dataSource.query<Row[]>(select, [this.cipher.prefix, last]);
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
    { table, column, context }: EncryptedColumn,
    row: Row,
  ): Promise<'reencrypted' | 'unreadable'> {
    try {
      const rowContext = context(row);
      const fresh = this.cipher.encrypt(this.cipher.decrypt(row.ciphertext, rowContext), rowContext);
      // What has changed in the meantime was written under the new key already.
      const update = `UPDATE ${table} SET ${column} = $1 WHERE id = $2 AND ${column} = $3`;
      await this.dataSource.query(update, [fresh, row.id, row.ciphertext]);
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
