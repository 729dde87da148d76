import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { DataDirectoryLock } from './data-directory-lock.js';
import { openSocketDirectory, type SocketDirectory } from './socket-directory.js';

export interface EmbeddedPostgresWorkerData {
  readonly dataDirectory: string;
  readonly socketPath: string;
}

/** What `pg` looks for in the folder that it is given as `host`. */
const SOCKET_NAME = '.s.PGSQL.5432';

const STOP_TIMEOUT_MS = 5000;

// Node.js 20 cannot run TypeScript in a worker thread, so from the sources (in Vitest) the built worker is run;
// `npm test` builds first.
const worker = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/database/embedded/embedded-postgres.worker.js', import.meta.url)
  : new URL('./embedded-postgres.worker.js', import.meta.url);

/**
 * The PostgreSQL that needs no installation: PGlite in a worker thread, behind a Unix socket that only this user can
 * reach. Its files are in `<DATA_DIR>/postgres`.
 *
 * All its clients share one session: `SET` without `LOCAL` and advisory locks are everybody's, a transaction keeps
 * the others waiting, `statement_timeout` does nothing and what one LISTENs to reaches all.
 */
export class EmbeddedPostgres {
  private readonly logger = new Logger(EmbeddedPostgres.name);
  private isStopping = false;

  private constructor(
    private readonly directory: SocketDirectory,
    private readonly lock: DataDirectoryLock,
    private readonly thread: Worker,
  ) {
    // Without a listener the error would end the process with a stack trace, in the middle of its requests.
    thread.on('error', (error) => this.logger.error(`The embedded PostgreSQL failed: ${error.message}`));
    thread.once('exit', () => this.reportUnlessStopping());
  }

  /** For `host` of a `pg` connection; user and database are `postgres`, there is no password. */
  get socketDirectory(): string {
    return this.directory.path;
  }

  /**
   * Starts it: about 5 s the first time, later half a second.
   *
   * @throws DataDirectoryInUseError while another process has the directory.
   */
  static async start(dataDirectory: string): Promise<EmbeddedPostgres> {
    const directory = await openSocketDirectory(dataDirectory);
    let lock: DataDirectoryLock | undefined;
    try {
      lock = await DataDirectoryLock.acquire(directory.path, dataDirectory);
      const thread = await startThread(dataDirectory, join(directory.path, SOCKET_NAME));
      return new EmbeddedPostgres(directory, lock, thread);
    } catch (error) {
      await lock?.release();
      await directory.close();
      throw error;
    }
  }

  /** Close the connections to it first: what they still ask for would fail. */
  async stop(): Promise<void> {
    if (this.isStopping) {
      return;
    }
    this.isStopping = true;
    // After a crash there is no thread left that could exit.
    if (this.thread.threadId !== -1) {
      // The write-ahead log makes a hard end safe, so a hanging thread need not hold up the shutdown.
      const deadline = setTimeout(() => void this.thread.terminate(), STOP_TIMEOUT_MS);
      const exit = once(this.thread, 'exit');
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
      this.thread.postMessage('stop');
      await exit;
      clearTimeout(deadline);
    }
    await this.lock.release();
    await this.directory.close();
  }

  private reportUnlessStopping(): void {
    if (!this.isStopping) {
      this.logger.fatal(
        'The embedded PostgreSQL has stopped; all requests that need it fail until a restart.',
      );
    }
  }
}

async function startThread(dataDirectory: string, socketPath: string): Promise<Worker> {
  // A killed process leaves its socket; that it is dead is known from the lock.
  await rm(socketPath, { force: true });
  const workerData: EmbeddedPostgresWorkerData = { dataDirectory, socketPath };
  const thread = new Worker(worker, { workerData, execArgv: [], env: {} });
  // Rejects with what the thread threw.
  await once(thread, 'message');
  return thread;
}
