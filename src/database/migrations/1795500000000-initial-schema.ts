import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InitialSchema1795500000000 implements MigrationInterface {
  name = 'InitialSchema1795500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL,
        password_hash text NOT NULL,
        email_verified_at timestamptz,
        is_two_factor_authentication_enabled boolean NOT NULL DEFAULT false,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT users_email_key UNIQUE (email)
      )`);
    await queryRunner.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        is_second_factor_authenticated boolean NOT NULL,
        amr text[] NOT NULL,
        remember_me boolean NOT NULL,
        password_verified_at timestamptz NOT NULL,
        second_factor_verified_at timestamptz,
        second_factor_attempts smallint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        idle_expires_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ip text NOT NULL,
        user_agent text NOT NULL,
        refresh_family_hash bytea,
        refresh_token_hash bytea,
        used_refresh_tokens jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT sessions_refresh_family_hash_key UNIQUE (refresh_family_hash)
      )`);
    await queryRunner.query(`CREATE INDEX sessions_user_id_created_at_idx ON sessions (user_id, created_at)`);
    await queryRunner.query(`CREATE INDEX sessions_idle_expires_at_idx ON sessions (idle_expires_at)`);
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
      CREATE TABLE backup_codes (
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        lookup_id text NOT NULL,
        hash text NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (user_id, lookup_id)
      )`);
    await queryRunner.query(`
      CREATE TABLE trusted_devices (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ip text NOT NULL,
        user_agent text NOT NULL,
        CONSTRAINT trusted_devices_token_hash_key UNIQUE (token_hash)
      )`);
    await queryRunner.query(`CREATE INDEX trusted_devices_user_id_idx ON trusted_devices (user_id)`);
    await queryRunner.query(`CREATE INDEX trusted_devices_expires_at_idx ON trusted_devices (expires_at)`);
    // As rate-limiter-flexible wants it.
    await queryRunner.query(`
      CREATE TABLE rate_limits (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`);
    await queryRunner.query(`CREATE INDEX rate_limits_expire_idx ON rate_limits (expire)`);
    await queryRunner.query(`
      CREATE TABLE security_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        type text NOT NULL,
        at timestamptz NOT NULL,
        ip text NOT NULL,
        user_agent text NOT NULL
      )`);
    await queryRunner.query(
      `CREATE INDEX security_events_user_id_id_idx ON security_events (user_id, id DESC)`,
    );
    await queryRunner.query(`CREATE INDEX security_events_at_idx ON security_events (at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      'security_events',
      'rate_limits',
      'trusted_devices',
      'backup_codes',
      'two_factor_authentications',
      'sessions',
      'users',
    ]) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
}
