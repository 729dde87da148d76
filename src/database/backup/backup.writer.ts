import { DataSource, type QueryRunner } from 'typeorm';
import { patientOptions, type PostgresOptions } from '../data-source.options.js';
import { DatabaseUnusableError } from '../database-unusable.error.js';
import { quoted, tablesOfSchema } from './catalogue.js';
import { type EndLine, FORMAT, type HeaderLine, type TableLine, VERSION } from './backup.format.js';

/** Rows that are in memory at a time. */
const BATCH = 500;

/**
 * The lines of a backup, some at a time: all rows of all tables of ours, as they were at one moment, in a transaction that
 * keeps nobody waiting (but for the embedded database, whose clients take turns).
 *
 * @throws DatabaseUnusableError where there are no such tables.
 */
export async function* backUp(dataSource: DataSource, at: Date): AsyncGenerator<string> {
  const patient = await new DataSource(patientOptions(dataSource.options as PostgresOptions)).initialize();
  try {
    yield* inOneTransaction(patient.createQueryRunner(), at);
  } finally {
    await patient.destroy();
  }
}

async function* inOneTransaction(queryRunner: QueryRunner, at: Date): AsyncGenerator<string> {
  await queryRunner.startTransaction('REPEATABLE READ');
  try {
    await queryRunner.query('SET TRANSACTION READ ONLY');
    const tables = await tablesOfSchema(queryRunner);
    yield toLine({
      format: FORMAT,
      version: VERSION,
      at: at.toISOString(),
      migrations: await migrationsOf(queryRunner, tables),
    });
    // Who runs now does not run where it is restored.
    const data = tables.filter((table) => !['migrations', 'running_copies'].includes(table));
    for (const table of data) {
      yield* linesOf(queryRunner, table);
    }
    yield toLine({ end: true, tables: data.length });
  } finally {
    await queryRunner.rollbackTransaction();
  }
}

async function migrationsOf(queryRunner: QueryRunner, tables: string[]): Promise<string[]> {
  if (!tables.includes('migrations')) {
    throw new DatabaseUnusableError('There is nothing to back up: Twofold has no tables in this database');
  }
  const rows = await queryRunner.manager.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

async function* linesOf(queryRunner: QueryRunner, table: string): AsyncGenerator<string> {
  const { manager } = queryRunner;
  const [{ rows }] = await manager.query<[{ rows: number }]>(
    `SELECT count(*)::float8 AS rows FROM ${quoted(table)}`,
  );
  const columns = await columnsOf(queryRunner, table);
  yield toLine({
    table,
    columns,
    rows,
    sequences: await sequencesOf(queryRunner, table, columns),
  });
  await manager.query(
    `DECLARE backup NO SCROLL CURSOR FOR
     SELECT row_to_json(r)::text AS line FROM (SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)}) r`,
  );
  for (let left = rows; left > 0; left -= BATCH) {
    const batch = await manager.query<{ line: string }[]>(`FETCH ${BATCH} FROM backup`);
    yield batch.map(({ line }) => `${line}\n`).join('');
  }
  await manager.query('CLOSE backup');
}

/** Without those that PostgreSQL computes. */
async function columnsOf(queryRunner: QueryRunner, table: string): Promise<string[]> {
  const rows = await queryRunner.manager.query<{ name: string }[]>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [quoted(table)],
  );
  return rows.map(({ name }) => name);
}

async function sequencesOf(
  { manager }: QueryRunner,
  table: string,
  columns: string[],
): Promise<TableLine['sequences']> {
  const found = await manager.query<{ column: string; sequence: string }[]>(
    `SELECT c AS column, pg_get_serial_sequence($1, c) AS sequence FROM unnest($2::text[]) c
     WHERE pg_get_serial_sequence($1, c) IS NOT NULL`,
    [quoted(table), columns],
  );
  const sequences: TableLine['sequences'] = [];
  for (const { column, sequence } of found) {
    const [state] = await manager.query<[{ value: string; isCalled: boolean }]>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${sequence}`,
    );
    sequences.push({ column, ...state });
  }
  return sequences;
}

function toLine(value: HeaderLine | TableLine | EndLine): string {
  return `${JSON.stringify(value)}\n`;
}
