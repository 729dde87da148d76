import { OperatorError } from '../../errors/operator.error.js';

export const FORMAT = 'twofold-backup';
export const VERSION = 1;

/**
 * The first line of a backup. After it, for each table, comes a {@link TableLine} and as many lines as it says, each one row as a
 * JSON object that PostgreSQL made and PostgreSQL reads; at last an {@link EndLine}.
 */
export interface HeaderLine {
  format: typeof FORMAT;
  version: typeof VERSION;
  /** When it was begun: ISO 8601. What is committed later is not in it. */
  at: string;
  /** The names of those that had run: they make the tables that the rows fit in. */
  migrations: string[];
}

export interface TableLine {
  table: string;
  columns: string[];
  rows: number;
  /** Of columns that are numbered by themselves: the SQL expression of the number that comes next. */
  sequences: { column: string; value: string; isCalled: boolean }[];
}

export interface EndLine {
  end: true;
  tables: number;
}

/** What somebody did not save whole, or is no backup. */
export class BadBackupError extends OperatorError {
  override readonly name = 'BadBackupError';

  constructor(reason: string) {
    super(`The backup cannot be restored, and the database is as it was: ${reason}.`);
  }
}

/** @throws BadBackupError */
export function parseLine<T extends object>(
  line: string | undefined,
  isIt: (value: Partial<T>) => boolean,
): T {
  const value = toObject<T>(line);
  if (!value || !isIt(value)) {
    throw new BadBackupError(
      line === undefined ? 'it has no end, so it was not saved whole' : 'it is damaged',
    );
  }
  return value as T;
}

/** @throws BadBackupError */
export function parseHeader(line: string | undefined): HeaderLine {
  const value = toObject<HeaderLine>(line);
  if (value?.format !== FORMAT) {
    throw new BadBackupError('what came in is not what "twofold backup" writes');
  }
  if (value.version !== VERSION || !Array.isArray(value.migrations)) {
    throw new BadBackupError('a newer release of Twofold made it');
  }
  return value as HeaderLine;
}

function toObject<T>(line: string | undefined): Partial<T> | undefined {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
