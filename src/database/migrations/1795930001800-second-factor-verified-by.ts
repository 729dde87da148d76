import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecondFactorVerifiedBy1795930001800 implements MigrationInterface {
  name = 'SecondFactorVerifiedBy1795930001800';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE sessions ADD COLUMN second_factor_verified_by text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE sessions DROP COLUMN second_factor_verified_by');
  }
}
