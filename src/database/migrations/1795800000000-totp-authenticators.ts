import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What proves a second factor, and the wrong tries, apart: there may be several, of several kinds, and one budget. */
export class TotpAuthenticators1795800000000 implements MigrationInterface {
  name = 'TotpAuthenticators1795800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE totp_authenticators (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        name text NOT NULL,
        secret text NOT NULL,
        last_time_step integer,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz
      )`);
    // The secrets are encrypted for the id of their user, so that is their id.
    await queryRunner.query(`
      INSERT INTO totp_authenticators (id, user_id, name, secret, last_time_step, created_at)
      SELECT user_id, user_id, 'Authenticator', totp_secret, last_time_step, coalesce(enabled_at, now())
      FROM two_factor_authentications WHERE totp_secret IS NOT NULL`);
    // Keys that are made after their rows take a fifth of the time.
    await queryRunner.query(`
      ALTER TABLE totp_authenticators
        ADD PRIMARY KEY (id),
        ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE`);
    await queryRunner.query(`CREATE INDEX totp_authenticators_user_id_idx ON totp_authenticators (user_id)`);
    // What is left of the table is the budget, so none of its rows is written anew.
    await queryRunner.query(`DELETE FROM two_factor_authentications WHERE totp_secret IS NULL`);
    await queryRunner.query(
      `UPDATE two_factor_authentications SET enabled_at = now() WHERE enabled_at IS NULL`,
    );
    await queryRunner.query(`
      ALTER TABLE two_factor_authentications
        DROP COLUMN totp_secret,
        DROP COLUMN last_time_step,
        DROP COLUMN pending_totp_secret,
        DROP COLUMN pending_expires_at,
        ALTER COLUMN enabled_at SET NOT NULL`);
    await queryRunner.query(`ALTER TABLE two_factor_authentications RENAME TO second_factor_budgets`);
    // PostgreSQL 18 has a name for each NOT NULL, too.
    await queryRunner.query(`
      DO $$ DECLARE former name; BEGIN
        FOR former IN SELECT conname FROM pg_constraint
          WHERE conrelid = 'second_factor_budgets'::regclass AND starts_with(conname, 'two_factor_authentications_')
        LOOP
          EXECUTE format('ALTER TABLE second_factor_budgets RENAME CONSTRAINT %I TO %I',
            former, replace(former, 'two_factor_authentications', 'second_factor_budgets'));
        END LOOP;
      END $$`);
  }

  /** Of several authenticators the one that was migrated stays, or else the oldest; the older release can read only the former. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE two_factor_authentications (
        user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        totp_secret text,
        enabled_at timestamptz,
        last_time_step integer,
        pending_totp_secret text,
        pending_expires_at timestamptz,
        failed_attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        locked_at timestamptz,
        failed_unlock_attempts integer NOT NULL DEFAULT 0
      )`);
    await queryRunner.query(`
      CREATE INDEX two_factor_authentications_pending_expires_at_idx
      ON two_factor_authentications (pending_expires_at) WHERE pending_totp_secret IS NOT NULL`);
    await queryRunner.query(`
      INSERT INTO two_factor_authentications
        (user_id, totp_secret, enabled_at, last_time_step, failed_attempts, next_attempt_at, locked_at, failed_unlock_attempts)
      SELECT DISTINCT ON (user_id) user_id, secret, enabled_at, last_time_step, failed_attempts, next_attempt_at, locked_at,
        failed_unlock_attempts
      FROM second_factor_budgets LEFT JOIN totp_authenticators USING (user_id)
      ORDER BY user_id, id = user_id DESC, created_at`);
    await queryRunner.query(`DROP TABLE second_factor_budgets`);
    await queryRunner.query(`DROP TABLE totp_authenticators`);
  }
}
