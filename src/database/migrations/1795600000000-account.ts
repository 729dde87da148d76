import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Account1795600000000 implements MigrationInterface {
  name = 'Account1795600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // No reference to users: the mail about a deleted account outlives it.
    await queryRunner.query(`
      CREATE TABLE mails (
        id uuid PRIMARY KEY,
        recipient text NOT NULL,
        template text NOT NULL,
        subject text NOT NULL,
        content text,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        sent_at timestamptz
      )`);
    await queryRunner.query(
      `CREATE INDEX mails_next_attempt_at_idx ON mails (next_attempt_at) WHERE content IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX mails_recipient_template_created_at_idx ON mails (recipient, template, created_at)`,
    );
    await queryRunner.query(`CREATE INDEX mails_created_at_idx ON mails (created_at)`);
    await queryRunner.query(`
      CREATE TABLE one_time_tokens (
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        purpose text NOT NULL,
        token_hash bytea NOT NULL,
        email text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, purpose),
        CONSTRAINT one_time_tokens_token_hash_key UNIQUE (token_hash)
      )`);
    await queryRunner.query(`CREATE INDEX one_time_tokens_expires_at_idx ON one_time_tokens (expires_at)`);
    await queryRunner.query(`
      CREATE TABLE password_reset_requests (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        email text NOT NULL,
        ip text NOT NULL,
        user_agent text NOT NULL,
        request_id text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`
      CREATE INDEX two_factor_authentications_pending_expires_at_idx
      ON two_factor_authentications (pending_expires_at) WHERE pending_totp_secret IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX two_factor_authentications_pending_expires_at_idx`);
    for (const table of ['password_reset_requests', 'one_time_tokens', 'mails']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
}
