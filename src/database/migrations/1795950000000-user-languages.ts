import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UserLanguages1795950000000 implements MigrationInterface {
  name = 'UserLanguages1795950000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN language varchar(35)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users DROP COLUMN language');
  }
}
