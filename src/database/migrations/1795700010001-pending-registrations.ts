import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PendingRegistrations1795700010001 implements MigrationInterface {
  name = 'PendingRegistrations1795700010001';

  async up(queryRunner: QueryRunner): Promise<void> {
    // An address may have several, and an account besides.
    await queryRunner.query(`
      CREATE TABLE pending_registrations (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        password_hash text NOT NULL,
        token_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pending_registrations_token_hash_key UNIQUE (token_hash)
      )`);
    await queryRunner.query(`CREATE INDEX pending_registrations_email_idx ON pending_registrations (email)`);
    await queryRunner.query(
      `CREATE INDEX pending_registrations_expires_at_idx ON pending_registrations (expires_at)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE pending_registrations`);
  }
}
