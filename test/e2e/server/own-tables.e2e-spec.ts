import { Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { afterEach, expect, test, vi } from 'vitest';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';

@Entity('labels')
class Label {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId: string;

  @Column('text')
  colour: string;
}

@Entity('forgotten')
class Forgotten {
  @PrimaryColumn('int')
  id: number;
}

@Module({ imports: [TypeOrmModule.forFeature([Label, Forgotten])] })
class OwnModule {}

class Labels1800000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE labels (user_id uuid PRIMARY KEY, CONSTRAINT labels_user_id_fkey FOREIGN KEY (user_id) REFERENCES users)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE labels');
  }
}

let app: TestApp;
afterEach(() => app.stop());

async function warningsOf(variables: Record<string, string>): Promise<string[]> {
  const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  app = await TestApp.start(variables, undefined, [OwnModule], [Labels1800000000001]);
  const warnings = warn.mock.calls.map(([message]) => String(message));
  warn.mockRestore();
  return warnings;
}

test('in development the start tells of tables that lack something, and of foreign keys that hold accounts back', async () => {
  expect(await warningsOf({ NODE_ENV: 'development', BCRYPT_COST: '10' })).toEqual([
    'The entity Label has what the table "labels" lacks (colour): write a migration, and name it in src/modules.ts.',
    'The entity Forgotten has what the table "forgotten" lacks (id): write a migration, and name it in src/modules.ts.',
    'The foreign key "labels_user_id_fkey" of "labels" holds accounts back from being deleted: add ON DELETE CASCADE, or SET NULL.',
  ]);
});

test('in production it tells nothing of them', async () => {
  expect(await warningsOf({ BCRYPT_COST: '10', ...httpsEnvironment })).toEqual([]);
});
