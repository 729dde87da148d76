import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningKeys1795920000000 implements MigrationInterface {
  name = 'SigningKeys1795920000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE signing_keys (
        kid text PRIMARY KEY,
        private_key text NOT NULL,
        created_at timestamptz NOT NULL,
        active_at timestamptz NOT NULL,
        retired_at timestamptz
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE signing_keys`);
  }
}
