import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecoveryTokens1795700010000 implements MigrationInterface {
  name = 'RecoveryTokens1795700010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // A table of its own, since the release before needs the key of `one_time_tokens`, which allows one of each purpose.
    await queryRunner.query(`
      CREATE TABLE recovery_tokens (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        purpose text NOT NULL,
        email text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`CREATE INDEX recovery_tokens_user_id_idx ON recovery_tokens (user_id)`);
    await queryRunner.query(`CREATE INDEX recovery_tokens_expires_at_idx ON recovery_tokens (expires_at)`);
    // Moved, not copied: a link works once, also while two releases serve.
    await queryRunner.query(`
      WITH moved AS (DELETE FROM one_time_tokens WHERE purpose = 'password-reset' RETURNING *)
      INSERT INTO recovery_tokens (token_hash, user_id, purpose, email, expires_at)
      SELECT token_hash, user_id, purpose, email, expires_at FROM moved`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO one_time_tokens (user_id, purpose, token_hash, email, expires_at)
      SELECT DISTINCT ON (user_id) user_id, purpose, token_hash, email, expires_at
      FROM recovery_tokens WHERE purpose = 'password-reset' ORDER BY user_id, expires_at DESC
      ON CONFLICT (user_id, purpose) DO NOTHING`);
    await queryRunner.query(`DROP TABLE recovery_tokens`);
  }
}
