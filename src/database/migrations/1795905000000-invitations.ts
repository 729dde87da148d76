import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Invitations1795905000000 implements MigrationInterface {
  name = 'Invitations1795905000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // An address has one: a newer one takes the place of the older.
    await queryRunner.query(`
      CREATE TABLE invitations (
        email text PRIMARY KEY,
        token_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT invitations_token_hash_key UNIQUE (token_hash)
      )`);
    await queryRunner.query(`CREATE INDEX invitations_expires_at_idx ON invitations (expires_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE invitations`);
  }
}
