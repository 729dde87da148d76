/** Milliseconds. */
const WINDOW = 60_000;
/** Lines of one kind within it; so whoever repeats what is refused fills no disk. */
export const LINES_PER_WINDOW = 100;

interface LogWindow {
  start: number;
  lines: number;
}

/** Keeps one kind of log line from being written without end, and counts what was left out. */
export class LogBudget {
  private readonly windows = new Map<string, LogWindow>();

  /** @returns how many lines of the kind were left out before this one; undefined where it is to be left out, too. */
  take(kind: string, now = Date.now()): number | undefined {
    const current = this.windows.get(kind);
    if (current && Math.abs(now - current.start) < WINDOW) {
      current.lines += 1;
      return current.lines > LINES_PER_WINDOW ? undefined : 0;
    }
    this.windows.set(kind, { start: now, lines: 1 });
    return Math.max(0, (current?.lines ?? 0) - LINES_PER_WINDOW);
  }
}
