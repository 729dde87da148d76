import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gates1795920010000 implements MigrationInterface {
  name = 'Gates1795920010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // A step up gives a session a new id, and its gates stay.
    await queryRunner.query(`
      CREATE TABLE gate_sessions (
        token_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions ON UPDATE CASCADE ON DELETE CASCADE,
        host text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`CREATE INDEX gate_sessions_session_id_idx ON gate_sessions (session_id)`);
    await queryRunner.query(`
      CREATE TABLE gate_codes (
        code_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions ON UPDATE CASCADE ON DELETE CASCADE,
        host text NOT NULL,
        state_hash bytea NOT NULL,
        return_to text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`CREATE INDEX gate_codes_session_id_idx ON gate_codes (session_id)`);
    await queryRunner.query(`CREATE INDEX gate_codes_expires_at_idx ON gate_codes (expires_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE gate_codes`);
    await queryRunner.query(`DROP TABLE gate_sessions`);
  }
}
