import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefreshRotation1795700030000 implements MigrationInterface {
  name = 'RefreshRotation1795700030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // The previous version writes neither; what it rotates counts as presented, so it only keeps its 10 seconds.
    await queryRunner.query(`
      ALTER TABLE sessions
        ADD COLUMN refresh_rotation integer NOT NULL DEFAULT 0,
        ADD COLUMN is_rotation_presented boolean NOT NULL DEFAULT true,
        ADD COLUMN superseded_rotations integer[] NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE sessions
        DROP COLUMN refresh_rotation,
        DROP COLUMN is_rotation_presented,
        DROP COLUMN superseded_rotations`);
  }
}
