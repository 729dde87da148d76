import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { isReadOnly } from '../errors/database-errors.js';
import { DatabaseUnusableError } from './database-unusable.error.js';

/** Milliseconds. */
const PATIENCE = 1000;

/**
 * Finds out whether a connection keeps its session, which advisory locks, `SET` and `LISTEN` need. Behind a pooler in
 * transaction mode it does not, and nothing else tells for certain: with few clients each gets the same server process
 * again and again, so what it has set is still there.
 *
 * One connection listens, and says nothing more; another one notifies. A pooler in transaction mode gave the server
 * process of the first one back, and has nobody to pass the notification on to. In a session it comes by itself; and if
 * it should be late, it stands before the answer to the next statement, since it was sent before the other connection
 * heard that it is done.
 *
 * @throws DatabaseUnusableError; whatever `pg` throws when the database cannot be reached.
 */
export async function refuseSharedSessions(config: pg.ClientConfig): Promise<void> {
  const clients = [new pg.Client(config), new pg.Client(config)] as const;
  const [listener, notifier] = clients;
  try {
    for (const client of clients) {
      // What breaks an idle connection is seen at its next statement.
      client.on('error', () => {});
      await client.connect();
    }
    if (!(await isHeard(listener, notifier))) {
      throw new DatabaseUnusableError(
        'DATABASE_URL leads through a connection pooler that shares sessions (transaction or statement mode), which Twofold cannot use: set it to session mode (PgBouncer: pool_mode = session), or leave it out',
      );
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function isHeard(listener: pg.Client, notifier: pg.Client): Promise<boolean> {
  const channel = `twofold_${randomUUID()}`;
  const heard = new Promise<boolean>((resolve) => listener.once('notification', () => resolve(true)));
  try {
    await listener.query(`LISTEN "${channel}"`);
  } catch (error) {
    // A standby does not let anybody listen.
    if (isReadOnly(error)) {
      return true;
    }
    throw error;
  }
  await notifier.query(`NOTIFY "${channel}"`);
  if (await Promise.race([heard, setTimeout(PATIENCE, false, { ref: false })])) {
    return true;
  }
  await listener.query('SELECT 1');
  return Promise.race([heard, Promise.resolve(false)]);
}
