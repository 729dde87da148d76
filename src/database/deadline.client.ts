import pg from 'pg';
import { isReadOnly } from '../errors/database-errors.js';

/**
 * A `pg` client that hangs up on a server of which nothing more is to be hoped, so that the pool connects anew.
 *
 * When `query_timeout` has passed, the plain one reports that, but stays connected with the unanswered query in front:
 * it goes back to the pool, and every later query on it (the ROLLBACK first of all) waits for the full timeout again,
 * until TCP gives the connection up after minutes. And when a server has become a read-only one, the plain one keeps to
 * it, though the address may lead to its successor by now.
 */
export class DeadlineClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    this.query = ((...parameters: unknown[]) => {
      const result = query(...parameters);
      if (result instanceof Promise) {
        result.catch((error: unknown) => this.hangUpAfter(error));
      }
      return result;
    }) as pg.Client['query'];
  }

  private hangUpAfter(error: unknown): void {
    if (isReadOnly(error) || (error instanceof Error && error.message === 'Query read timeout')) {
      // Marks the client as ended at once, so the pool drops it, and destroys the socket under the open query.
      void this.end();
    }
  }
}
