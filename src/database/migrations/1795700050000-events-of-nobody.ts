import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Log-ins with an address that has no account are on record, too. */
export class EventsOfNobody1795700050000 implements MigrationInterface {
  name = 'EventsOfNobody1795700050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE security_events ALTER COLUMN user_id DROP NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM security_events WHERE user_id IS NULL`);
    await queryRunner.query(`ALTER TABLE security_events ALTER COLUMN user_id SET NOT NULL`);
  }
}
