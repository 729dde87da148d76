import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TwoFactorPolicy1795930000000 implements MigrationInterface {
  name = 'TwoFactorPolicy1795930000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE users ADD COLUMN two_factor_required_since timestamptz`);
    // Only who is held up by the policy stands in it, for the metric.
    await queryRunner.query(`
      CREATE INDEX users_two_factor_required_since_idx ON users (two_factor_required_since)
      WHERE two_factor_required_since IS NOT NULL AND NOT is_two_factor_authentication_enabled`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE users DROP COLUMN two_factor_required_since`);
  }
}
