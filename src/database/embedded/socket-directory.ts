import { lstat, mkdir, mkdtemp, realpath, rm, symlink, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Shortest limit of a Unix socket's path among the systems we run on: macOS, 104 bytes with the final NUL. */
const LONGEST_SOCKET_PATH = 103;
const LONGEST_SOCKET_NAME = 24;

export interface SocketDirectory {
  /** Short enough for sockets with a name of up to 24 bytes. */
  readonly path: string;
  close(): Promise<void>;
}

/**
 * Makes `<dataDirectory>/run`, mode 0700, for Unix sockets. When its path is too long for a socket the sockets are
 * still in there, but reached through a symbolic link in a temporary folder of our own: so all processes meet in
 * one place, whatever their TMPDIR is.
 *
 * @throws Error when `run` is not a folder of this user.
 */
export async function openSocketDirectory(dataDirectory: string): Promise<SocketDirectory> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const run = join(await realpath(dataDirectory), 'run');
  await mkdir(run, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(run);
  if (!(await lstat(run)).isDirectory() || uid !== process.getuid?.()) {
    throw new Error(`${run} must be a folder of the user that runs Twofold.`);
  }
  await chmod(run, 0o700);
  if (Buffer.byteLength(run) + 1 + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH) {
    return { path: run, close: async () => {} };
  }
  const temporary = await mkdtemp(join(tmpdir(), 'twofold-'));
  const link = join(temporary, 'run');
  await symlink(run, link);
  return { path: link, close: () => rm(temporary, { recursive: true, force: true }) };
}
