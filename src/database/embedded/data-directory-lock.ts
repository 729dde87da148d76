import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { OperatorError } from '../../errors/operator.error.js';

const SUFFIX = '.lock';
const ATTEMPTS = 8;
const BACKOFF_MS = 25;

export class DataDirectoryInUseError extends OperatorError {
  override readonly name = 'DataDirectoryInUseError';

  constructor(dataDirectory: string) {
    super(
      `DATA_DIR ${dataDirectory} is in use by another Twofold process; stop it, or set DATA_DIR or DATABASE_URL.`,
    );
  }
}

/**
 * Keeps a second process out of a data directory.
 *
 * Whether a holder still lives is asked of the kernel, by connecting to it: a pid proves nothing (containers count
 * from 1 each), a file outlives a `kill -9`, and Node.js has no flock. So each process listens on a socket with a
 * name of its own, and *then* looks at all the others:
 *
 * - somebody answers: he lives, so this one withdraws, waits for a short random time and tries again, a few times;
 * - nobody answers (ECONNREFUSED): he is dead, his socket is removed. No waiting, and no race either: the name is
 *   never used again, so it cannot be somebody else's by now.
 *
 * Two never hold it both: of two holders the later one to listen would have seen the other. Two that start at once
 * may see each other and both withdraw; the random wait parts them. A socket gets its final name only when it is
 * listening, so a starting process is never taken for a dead one. All of this needs one kernel: not for a network
 * file system that several machines mount.
 */
export class DataDirectoryLock {
  private constructor(
    private readonly directory: string,
    private readonly name: string,
    private readonly server: Server,
  ) {}

  /**
   * @param socketDirectory the same for every process on this data directory, writable by its user only.
   * @throws DataDirectoryInUseError after about half a second.
   */
  static async acquire(socketDirectory: string, dataDirectory: string): Promise<DataDirectoryLock> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const lock = await DataDirectoryLock.announce(socketDirectory);
      if (!(await lock.hasLivingRival())) {
        return lock;
      }
      await lock.release();
      await setTimeout(Math.random() * BACKOFF_MS * attempt);
    }
    throw new DataDirectoryInUseError(dataDirectory);
  }

  async release(): Promise<void> {
    await rm(join(this.directory, this.name), { force: true });
    this.server.close();
    await once(this.server, 'close');
  }

  private static async announce(directory: string): Promise<DataDirectoryLock> {
    const id = randomUUID().slice(0, 8);
    const server = createServer((socket) => socket.destroy());
    server.listen(join(directory, `${id}.new`));
    await once(server, 'listening');
    server.unref();
    await rename(join(directory, `${id}.new`), join(directory, `${id}${SUFFIX}`));
    return new DataDirectoryLock(directory, `${id}${SUFFIX}`, server);
  }

  private async hasLivingRival(): Promise<boolean> {
    const names = await readdir(this.directory);
    const rivals = names.filter((name) => name.endsWith(SUFFIX) && name !== this.name);
    const answers = await Promise.all(rivals.map((name) => isAlive(join(this.directory, name))));
    return answers.includes(true);
  }
}

async function isAlive(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') {
      await rm(path, { force: true });
    }
    // Anything else (a full backlog, say) proves no death.
    return code !== 'ECONNREFUSED' && code !== 'ENOENT';
  } finally {
    socket.destroy();
  }
}
