import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OneTimeTokenBrowser1795700020001 implements MigrationInterface {
  name = 'OneTimeTokenBrowser1795700020001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE one_time_tokens ADD COLUMN known_browser_id uuid`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE one_time_tokens DROP COLUMN known_browser_id`);
  }
}
