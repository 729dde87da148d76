/**
 * Whether this copy has given its signs of life for so long that who has given none is dead. Where the database was away, all
 * are silent; and who has just started knows nothing of that. By `performance.now()`, which no change of the clock moves.
 */
export class CopyWatch {
  private lastSign = Number.NEGATIVE_INFINITY;
  private since = 0;

  /** @param longestGap seconds between two signs. @param duration seconds. */
  constructor(
    private readonly longestGap: number,
    private readonly duration: number,
  ) {}

  hasLasted(): boolean {
    const now = performance.now();
    if (now - this.lastSign > this.longestGap * 1000) {
      this.since = now;
    }
    return now - this.since >= this.duration * 1000;
  }

  signGiven(): void {
    this.lastSign = performance.now();
  }
}
