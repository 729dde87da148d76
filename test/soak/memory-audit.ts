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

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
