import type { QueryRunner } from 'typeorm';
import { SCHEMA } from '../own-schema.js';

/** The tables in our schema, those of own modules among them. */
export async function tablesOfSchema(queryRunner: QueryRunner): Promise<string[]> {
  const rows = await queryRunner.manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE nspname = $1 AND relkind = 'r' ORDER BY 1`,
    [SCHEMA],
  );
  return rows.map(({ name }) => name);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
