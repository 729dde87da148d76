import pg from 'pg';
import { isConflict, isReadOnly } from '../errors/database-errors.js';

/**
 * A `pg` client that hangs up on a server of which nothing more is to be hoped, so that the pool connects anew.
 *
 * When `query_timeout` has passed, the plain one reports that, but stays connected with the unanswered query in front:
 * it goes back to the pool, and every later query on it (the ROLLBACK first of all) waits for the full timeout again,
 * until TCP gives the connection up after minutes. And when a server has become a read-only one, the plain one keeps to
 * it, though the address may lead to its successor by now.
 *
 * A statement outside of a transaction that PostgreSQL gave up in favour of somebody else's is done once more.
 */
export class DeadlineClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // The pool hands a client on in the same breath in which it gets it back, and who waited listens a moment later. What
    // PostgreSQL says in between (that it shuts down) is nobody's, and would end the process. The next query is refused anyhow.
    this.on('error', () => {});
    const query = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    this.query = ((...parameters: unknown[]) => {
      const isInTransaction = this.getTransactionStatus() !== 'I';
      const result = query(...parameters);
      if (!(result instanceof Promise)) {
        return result;
      }
      return result.catch((error: unknown) => {
        this.hangUpAfter(error);
        if (isInTransaction || !isConflict(error)) {
          throw error;
        }
        return query(...parameters);
      });
    }) as pg.Client['query'];
  }

  private hangUpAfter(error: unknown): void {
    if (isReadOnly(error) || (error instanceof Error && error.message === 'Query read timeout')) {
      // Marks the client as ended at once, so the pool drops it, and destroys the socket under the open query.
      void this.end();
    }
  }
}
