import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SavedBackupCodes1795940000000 implements MigrationInterface {
  name = 'SavedBackupCodes1795940000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Nobody asked the owners of those that are there. A default writes no row, however many there are.
    await queryRunner.query('ALTER TABLE backup_codes ADD COLUMN saved_at timestamptz DEFAULT now()');
    await queryRunner.query('ALTER TABLE backup_codes ALTER COLUMN saved_at DROP DEFAULT');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE backup_codes DROP COLUMN saved_at');
  }
}
