import type { EntityManager } from 'typeorm';
import type { Copy } from './key-choice.js';

/** Seconds after which a copy that has given no sign of life is dead: it was killed. By the clock of the database, which all share. */
export const LIFETIME = 30;

/** Any number, if it is the same in all releases; these are the letters `keys`. */
const LOCK_ID = '1801812339';

/** Until the end of the transaction nobody comes in, and nobody chooses another key. */
export async function lockCopies(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK_ID]);
}

export interface RecordedCopy extends Copy {
  /** Whether it lives for certain; else it was killed, or the database was away. */
  isFresh: boolean;
}

export function findOtherCopies(manager: EntityManager, id: string): Promise<RecordedCopy[]> {
  return manager.query<RecordedCopy[]>(
    `SELECT knows, writes, seen_at >= clock_timestamp() - $2 * interval '1 second' AS "isFresh"
     FROM running_copies WHERE id <> $1`,
    [id, LIFETIME],
  );
}

export async function buryDeadCopies(manager: EntityManager): Promise<void> {
  await manager.query(
    `DELETE FROM running_copies WHERE seen_at < clock_timestamp() - $1 * interval '1 second'`,
    [LIFETIME],
  );
}

export async function announceCopy(
  manager: EntityManager,
  id: string,
  { knows, writes }: Copy,
): Promise<void> {
  await manager.query(
    `INSERT INTO running_copies (id, knows, writes, seen_at) VALUES ($1, $2, $3, clock_timestamp())
     ON CONFLICT (id) DO UPDATE SET writes = $3, seen_at = clock_timestamp()`,
    [id, knows, writes],
  );
}

export async function removeCopy(manager: EntityManager, id: string): Promise<void> {
  await manager.query('DELETE FROM running_copies WHERE id = $1', [id]);
}
