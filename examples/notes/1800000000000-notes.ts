import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notes1800000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        text text NOT NULL,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX notes_user_id_idx ON notes (user_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE notes`);
  }
}
