import { once } from 'node:events';
import pg from 'pg';
import { vi } from 'vitest';
import type { TestApp } from './test-app.js';

/**
 * A lock in the database of an application, held by the test, so that requests stop where they need it. What races by
 * chance elsewhere happens here in an order that the test chooses.
 */
export class HeldLock {
  private constructor(
    private readonly client: pg.Client,
    private readonly others: number,
  ) {}

  /** @param statement that takes the lock. */
  static async take(app: TestApp, statement: string, parameters: unknown[] = []): Promise<HeldLock> {
    const { url } = app.dataSource.options as { url: string };
    const client = new pg.Client(url);
    await client.connect();
    const others = await countWaiting(client);
    await client.query('BEGIN');
    await client.query(statement, parameters);
    return new HeldLock(client, others);
  }

  /** The user's row, as the application itself locks it. */
  static ofUser(app: TestApp, email: string): Promise<HeldLock> {
    return HeldLock.take(app, 'SELECT 1 FROM users WHERE email = $1 FOR NO KEY UPDATE', [email]);
  }

  /**
   * Resolves when so many requests wait for a lock, or sooner, when one of these has been answered without: then it is for
   * the answer to tell what is wrong.
   */
  async isWaitedForBy(count: number, ...requests: Promise<unknown>[]): Promise<void> {
    const answered = new AbortController();
    requests.forEach((request) => void request.finally(() => answered.abort()).catch(() => {}));
    await vi.waitUntil(
      async () => answered.signal.aborted || (await countWaiting(this.client)) >= this.others + count,
      { timeout: 10_000, interval: 5 },
    );
  }

  /** Runs a statement in the transaction that holds the lock, so that who waits for it finds its effect. */
  async run(statement: string, parameters: unknown[] = []): Promise<void> {
    await this.client.query(statement, parameters);
  }

  async release(): Promise<void> {
    const end = once(this.client, 'end');
    await this.client.query('COMMIT');
    await this.client.end();
    await end;
  }
}

async function countWaiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}
