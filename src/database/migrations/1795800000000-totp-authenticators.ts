import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What proves a second factor, and the wrong tries, apart: there may be several, of several kinds, and one budget. */
export class TotpAuthenticators1795800000000 implements MigrationInterface {
  name = 'TotpAuthenticators1795800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE totp_authenticators (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        name text NOT NULL,
        secret text NOT NULL,
        last_time_step integer,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz
      )`);
    await queryRunner.query(`CREATE INDEX totp_authenticators_user_id_idx ON totp_authenticators (user_id)`);
    await queryRunner.query(`
      CREATE TABLE second_factor_budgets (
        user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        enabled_at timestamptz NOT NULL,
        failed_attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        locked_at timestamptz,
        failed_unlock_attempts integer NOT NULL DEFAULT 0
      )`);
    // The secrets are encrypted for the id of their user, so that is their id.
    await queryRunner.query(`
      INSERT INTO totp_authenticators (id, user_id, name, secret, last_time_step, created_at)
      SELECT user_id, user_id, 'Authenticator', totp_secret, last_time_step, coalesce(enabled_at, now())
      FROM two_factor_authentications WHERE totp_secret IS NOT NULL`);
    await queryRunner.query(`
      INSERT INTO second_factor_budgets
        (user_id, enabled_at, failed_attempts, next_attempt_at, locked_at, failed_unlock_attempts)
      SELECT user_id, coalesce(enabled_at, now()), failed_attempts, next_attempt_at, locked_at, failed_unlock_attempts
      FROM two_factor_authentications WHERE totp_secret IS NOT NULL`);
    await queryRunner.query(`DROP TABLE two_factor_authentications`);
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
