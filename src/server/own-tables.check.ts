import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { Environment } from '../options/environment.js';

const missingColumns = `
  SELECT "table", string_agg(name, ', ') AS names
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS c("table", name, position)
  WHERE NOT EXISTS (
    SELECT FROM pg_attribute
    WHERE attrelid = to_regclass("table") AND attname = name AND attnum > 0 AND NOT attisdropped)
  GROUP BY "table" ORDER BY min(position)`;

const holdingForeignKeys = `
  SELECT conname AS name, conrelid::regclass AS table
  FROM pg_constraint WHERE contype = 'f' AND confrelid = 'users'::regclass AND confdeltype IN ('a', 'r')`;

/** Says in development, at the start, what else the first request would find out. */
@Injectable()
export class OwnTablesCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger(OwnTablesCheck.name);

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.environment.isProduction) {
      await this.checkEntities();
      await this.checkForeignKeys();
    }
  }

  private async checkEntities(): Promise<void> {
    const entities = this.dataSource.entityMetadatas;
    const columns = entities.flatMap((entity) =>
      entity.columns.filter((column) => !column.isVirtualProperty),
    );
    const missing = await this.dataSource.query<{ table: string; names: string }[]>(missingColumns, [
      columns.map(({ entityMetadata }) => entityMetadata.tablePath),
      columns.map(({ databaseName }) => databaseName),
    ]);
    for (const { table, names } of missing) {
      const entity = entities.find(({ tablePath }) => tablePath === table);
      this.logger.warn(
        `The entity ${entity?.name} has what the table "${table}" lacks (${names}): write a migration, and name it in src/modules.ts.`,
      );
    }
  }

  private async checkForeignKeys(): Promise<void> {
    const holding = await this.dataSource.query<{ name: string; table: string }[]>(holdingForeignKeys);
    for (const { name, table } of holding) {
      this.logger.warn(
        `The foreign key "${name}" of "${table}" holds accounts back from being deleted: add ON DELETE CASCADE, or SET NULL.`,
      );
    }
  }
}
