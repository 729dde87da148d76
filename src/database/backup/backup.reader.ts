import type { QueryRunner } from 'typeorm';
import { SCHEMA } from '../own-schema.js';
import { BadBackupError, type EndLine, parseLine, type TableLine } from './backup.format.js';
import { quoted, tablesOfSchema } from './catalogue.js';

/** Rows that are in memory at a time. */
const BATCH = 500;

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Fills the tables that the migrations of the backup have made. Foreign keys are checked at the end, all at once, so the order
 * of tables is of no importance.
 *
 * @param lines those after the header.
 * @returns the number of rows.
 * @throws BadBackupError
 */
export async function fillTables(queryRunner: QueryRunner, lines: AsyncIterator<string>): Promise<number> {
  const tables = await tablesOfSchema(queryRunner);
  const foreignKeys = await dropForeignKeys(queryRunner);
  let total = 0;
  let filled = 0;
  for (let line = await next(lines); ; line = await next(lines), filled++) {
    const head = parseLine<TableLine & EndLine>(line, isTableOrEnd);
    if (head.end) {
      if (head.tables !== filled) {
        throw new BadBackupError('it is damaged');
      }
      break;
    }
    if (!tables.includes(head.table)) {
      throw new BadBackupError(`there is no table ${head.table} here`);
    }
    await fill(queryRunner, head, lines);
    total += head.rows;
  }
  for (const { table, name, definition } of foreignKeys) {
    await queryRunner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
  }
  return total;
}

function isTableOrEnd(value: Partial<TableLine & EndLine>): boolean {
  return value.end === true || (typeof value.table === 'string' && typeof value.rows === 'number');
}

async function fill(
  queryRunner: QueryRunner,
  { table, columns, rows, sequences }: TableLine,
  lines: AsyncIterator<string>,
): Promise<void> {
  const names = columns.map(quoted).join(', ');
  const insert = `INSERT INTO ${quoted(table)} (${names}) OVERRIDING SYSTEM VALUE
    SELECT ${names} FROM json_populate_recordset(NULL::${quoted(table)}, $1::json)`;
  for (let left = rows; left > 0; left -= BATCH) {
    const batch: string[] = [];
    while (batch.length < Math.min(left, BATCH)) {
      const line = await next(lines);
      if (line === undefined) {
        throw new BadBackupError('it has no end, so it was not saved whole');
      }
      batch.push(line);
    }
    await queryRunner.query(insert, [`[${batch.join(',')}]`]);
  }
  for (const { column, value, isCalled } of sequences) {
    await queryRunner.query('SELECT setval(pg_get_serial_sequence($1, $2), $3, $4)', [
      quoted(table),
      column,
      value,
      isCalled,
    ]);
  }
}

async function dropForeignKeys(queryRunner: QueryRunner): Promise<ForeignKey[]> {
  const foreignKeys = await queryRunner.manager.query<ForeignKey[]>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = $1::regnamespace`,
    [SCHEMA],
  );
  for (const { table, name } of foreignKeys) {
    await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  }
  return foreignKeys;
}

async function next(lines: AsyncIterator<string>): Promise<string | undefined> {
  const { value, done } = await lines.next();
  return done ? undefined : value;
}
