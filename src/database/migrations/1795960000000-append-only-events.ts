import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA } from '../own-schema.js';

/**
 * Security events outlive their account, without what names a person; and what may be done to them besides is in two functions
 * of the owner of the tables, so that the role of the API needs no right to change them (OWASP ASVS v5.0.0-16.4.2).
 */
export class AppendOnlyEvents1795960000000 implements MigrationInterface {
  name = 'AppendOnlyEvents1795960000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE security_events ADD COLUMN former_user text');
    // OR REPLACE: a restore drops the tables only.
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION keep_security_events() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${SCHEMA}, pg_temp AS $$
      BEGIN
        UPDATE security_events
        SET user_id = NULL, former_user = nullif(current_setting('twofold.former_user', true), ''), ip = '', user_agent = ''
        WHERE user_id = OLD.id;
        RETURN OLD;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER keep_security_events BEFORE DELETE ON users
      FOR EACH ROW EXECUTE FUNCTION keep_security_events()`);
    // The shortest SECURITY_EVENT_RETENTION is a day, so whoever has the role of the API leaves that of the last day.
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION expire_security_events(before timestamptz, batch integer) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${SCHEMA}, pg_temp AS $$
      DECLARE
        expired CONSTANT timestamptz := least(before, clock_timestamp() - interval '1 day');
        deleted integer;
      BEGIN
        DELETE FROM security_events WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM security_events WHERE at <= expired ORDER BY at LIMIT batch FOR UPDATE SKIP LOCKED)) AND at <= expired;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        RETURN deleted;
      END $$`);
    await queryRunner.query('REVOKE EXECUTE ON FUNCTION expire_security_events FROM PUBLIC');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION expire_security_events(timestamptz, integer)');
    await queryRunner.query('DROP TRIGGER keep_security_events ON users');
    await queryRunner.query('DROP FUNCTION keep_security_events()');
    await queryRunner.query('ALTER TABLE security_events DROP COLUMN former_user');
  }
}
