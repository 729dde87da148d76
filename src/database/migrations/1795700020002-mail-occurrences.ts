import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MailOccurrences1795700020002 implements MigrationInterface {
  name = 'MailOccurrences1795700020002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE mails ADD COLUMN occurrences integer NOT NULL DEFAULT 1`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE mails DROP COLUMN occurrences`);
  }
}
