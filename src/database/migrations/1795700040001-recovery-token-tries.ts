import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecoveryTokenTries1795700040001 implements MigrationInterface {
  name = 'RecoveryTokenTries1795700040001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE recovery_tokens ADD COLUMN second_factor_attempts smallint NOT NULL DEFAULT 0`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE recovery_tokens DROP COLUMN second_factor_attempts`);
  }
}
