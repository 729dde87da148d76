import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Passkeys1795800010000 implements MigrationInterface {
  name = 'Passkeys1795800010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE passkeys (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        credential_id bytea NOT NULL,
        public_key text NOT NULL,
        sign_count bigint NOT NULL,
        is_backup_eligible boolean NOT NULL,
        is_backed_up boolean NOT NULL,
        transports text[] NOT NULL,
        aaguid uuid,
        rp_id text NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        CONSTRAINT passkeys_credential_id_key UNIQUE (credential_id)
      )`);
    await queryRunner.query(`CREATE INDEX passkeys_user_id_idx ON passkeys (user_id)`);
    await queryRunner.query(`
      CREATE TABLE used_passkey_challenges (
        challenge_hash bytea PRIMARY KEY,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query(
      `CREATE INDEX used_passkey_challenges_expires_at_idx ON used_passkey_challenges (expires_at)`,
    );
    await queryRunner.query(
      `ALTER TABLE users ADD COLUMN is_password_log_in_enabled boolean NOT NULL DEFAULT true`,
    );
    await queryRunner.query(`ALTER TABLE sessions ADD COLUMN passkey_verified_at timestamptz`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE sessions DROP COLUMN passkey_verified_at`);
    await queryRunner.query(`ALTER TABLE users DROP COLUMN is_password_log_in_enabled`);
    await queryRunner.query(`DROP TABLE used_passkey_challenges`);
    await queryRunner.query(`DROP TABLE passkeys`);
  }
}
