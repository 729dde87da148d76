import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RunningCopies1795900000000 implements MigrationInterface {
  name = 'RunningCopies1795900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE used_keys (
        variable text NOT NULL,
        kid text NOT NULL,
        fingerprint text NOT NULL,
        first_used_at timestamptz NOT NULL,
        PRIMARY KEY (variable, kid)
      )`);
    await queryRunner.query(`
      CREATE TABLE running_copies (
        id uuid PRIMARY KEY,
        knows text[] NOT NULL,
        writes text[] NOT NULL,
        seen_at timestamptz NOT NULL
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE running_copies`);
    await queryRunner.query(`DROP TABLE used_keys`);
  }
}
