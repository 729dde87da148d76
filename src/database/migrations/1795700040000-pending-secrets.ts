import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PendingSecrets1795700040000 implements MigrationInterface {
  name = 'PendingSecrets1795700040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE pending_secrets (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        secret text NOT NULL,
        attempts smallint NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`CREATE INDEX pending_secrets_user_id_idx ON pending_secrets (user_id)`);
    await queryRunner.query(`CREATE INDEX pending_secrets_expires_at_idx ON pending_secrets (expires_at)`);
    // The columns stay for the release before, which may still serve.
    await queryRunner.query(`
      INSERT INTO pending_secrets (user_id, secret, expires_at)
      SELECT user_id, pending_totp_secret, pending_expires_at FROM two_factor_authentications
      WHERE pending_totp_secret IS NOT NULL AND pending_expires_at IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO two_factor_authentications (user_id, pending_totp_secret, pending_expires_at)
      SELECT DISTINCT ON (user_id) user_id, secret, expires_at FROM pending_secrets ORDER BY user_id, id DESC
      ON CONFLICT (user_id) DO UPDATE SET
        pending_totp_secret = excluded.pending_totp_secret, pending_expires_at = excluded.pending_expires_at`);
    await queryRunner.query(`DROP TABLE pending_secrets`);
  }
}
