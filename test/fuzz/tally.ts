import { operations } from './openapi-operations.js';

/** What was sent, and what came back. */
export class Tally {
  requests = 0;
  private readonly statuses = new Map(operations.map(({ name }) => [name, new Map<string, number>()]));

  count(operation: string, status: number | undefined): void {
    this.requests++;
    const statuses = this.statuses.get(operation);
    const key = String(status ?? 'hung up');
    statuses?.set(key, (statuses.get(key) ?? 0) + 1);
  }

  /** Operations that did what they are for: without those, only the validation would have been tested. */
  get succeeded(): string[] {
    return [...this.statuses]
      .filter(([, statuses]) => [...statuses.keys()].some(isSuccess))
      .map(([name]) => name);
  }

  toString(): string {
    return [...this.statuses]
      .map(([name, statuses]) => {
        const counts = [...statuses].toSorted(([a], [b]) => a.localeCompare(b));
        return `${name.padEnd(45)} ${counts.map(([status, count]) => `${status}: ${count}`).join('  ')}`;
      })
      .join('\n');
  }
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}
