import pg from 'pg';

/**
 * A `pg` client that hangs up when `query_timeout` has passed.
 *
 * The plain one reports the timeout, but stays connected with the unanswered query in front: it goes back to the
 * pool, and every later query on it (the ROLLBACK first of all) waits for the full timeout again, until TCP gives
 * the connection up after minutes.
 */
export class DeadlineClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    this.query = ((...parameters: unknown[]) => {
      const result = query(...parameters);
      if (result instanceof Promise) {
        result.catch((error: unknown) => this.hangUpAfterTimeout(error));
      }
      return result;
    }) as pg.Client['query'];
  }

  private hangUpAfterTimeout(error: unknown): void {
    if (error instanceof Error && error.message === 'Query read timeout') {
      // Marks the client as ended at once, so the pool drops it, and destroys the socket under the open query.
      void this.end();
    }
  }
}
