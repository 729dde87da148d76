import type { Samples } from './samples.js';
import type { Site } from './site.js';

/**
 * Megabytes that no copy may have, however short it lived. They have about half of it; a leak of a megabyte a request is
 * there within a minute.
 */
const MOST = 400;

/** Milliseconds after which caches are full, and code is compiled. */
const WARM = 180_000;
/** Milliseconds that a copy must have lived for its memory to be called flat, or not. */
const LONG_LIFE = 720_000;

/** Of the median of the last third of a life to that of the middle third. Garbage that waits for its collection is a fifth. */
const GROWTH = 1.3;

/** Memory of the copies. What two minutes can show is only that nothing grows fast. */
export function auditMemory({ watch }: Site, { memory }: Samples): void {
  for (const samples of memory.values()) {
    const most = Math.max(...samples.map(({ megabytes }) => megabytes));
    if (most > MOST) {
      watch.find('memory', `a copy had ${Math.round(most)} MB`);
    }
    const warm = samples.filter(({ age }) => age > WARM).map(({ megabytes }) => megabytes);
    if ((samples.at(-1)?.age ?? 0) > LONG_LIFE) {
      const third = Math.floor(warm.length / 3);
      const [middle, last] = [median(warm.slice(third, 2 * third)), median(warm.slice(2 * third))];
      if (last > GROWTH * middle) {
        watch.find('memory', `a copy grew from ${Math.round(middle)} to ${Math.round(last)} MB`);
      }
    }
  }
}

/** Bytes of a table and its indexes that are empty, or were once fuller. */
const EMPTY = 1024 * 1024;
/** Bytes of a row, its indexes, and what was there of it before it was changed. A mail has two thousand. */
const ROW = 4096;

/** Tables: what was changed or deleted is used again. How many rows there may be says `database-audit.ts`. */
export function auditSizes({ watch }: Site, { tables }: Samples): void {
  for (const [name, sizes] of tables) {
    const explained = EMPTY + ROW * Math.max(...sizes.map(({ rows }) => rows));
    const bytes = sizes.at(-1)?.bytes ?? 0;
    if (bytes > explained) {
      watch.find('size', `${name} has ${bytes} bytes; ${explained} are explained`);
    }
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
