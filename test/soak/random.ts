import { setTimeout as wait } from 'node:timers/promises';

/** Chance that comes again with the same seed (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** From `least` to less than `most`. */
  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  integer(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** True so often, of one. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.integer(0, list.length - 1)] as T;
  }

  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, order: this.next() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }

  /** Milliseconds. */
  async pause(least: number, most: number): Promise<void> {
    await wait(this.between(least, most));
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let hash = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash;
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  }
}
