import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnownBrowsers1795700020000 implements MigrationInterface {
  name = 'KnownBrowsers1795700020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE known_browsers (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT known_browsers_user_id_fkey REFERENCES users ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT known_browsers_token_hash_key UNIQUE,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        second_factor_proved_at timestamptz
      )`);
    await queryRunner.query(`CREATE INDEX known_browsers_user_id_idx ON known_browsers (user_id)`);
    await queryRunner.query(`CREATE INDEX known_browsers_last_used_at_idx ON known_browsers (last_used_at)`);
    await queryRunner.query(`ALTER TABLE sessions ADD COLUMN known_browser_id uuid`);
    // Whether they ever logged in may have been purged by now; a mail too many at the first time does no harm. A default writes
    // no row, however many there are.
    await queryRunner.query(`ALTER TABLE users ADD COLUMN first_logged_in_at timestamptz DEFAULT now()`);
    await queryRunner.query(`ALTER TABLE users ALTER COLUMN first_logged_in_at DROP DEFAULT`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE users DROP COLUMN first_logged_in_at`);
    await queryRunner.query(`ALTER TABLE sessions DROP COLUMN known_browser_id`);
    await queryRunner.query(`DROP TABLE known_browsers`);
  }
}
