import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UserGroups1795910000000 implements MigrationInterface {
  name = 'UserGroups1795910000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE users ADD COLUMN groups text[] NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE users DROP COLUMN groups`);
  }
}
