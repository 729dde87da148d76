import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from './environment.error.js';

const FOR_OTHERS = 0o077;
const WRITABLE_FOR_OTHERS = 0o022;

/**
 * The secret of this name in `<DATA_DIR>/secrets`, made on the first call. It is written aside and then linked,
 * so of several processes that start at once all read the one secret that was first, and whole.
 *
 * @throws EnvironmentError when somebody else could have put it there, or could read it.
 */
export function generatedSecret(dataDirectory: string, name: string): string {
  const directory = join(dataDirectory, 'secrets');
  const path = join(directory, name);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  refuseUnlessPrivate(directory, lstatSync(directory), WRITABLE_FOR_OTHERS);
  const candidate = `${path}.${randomUUID()}`;
  try {
    return readPrivateFile(path);
  } catch (error) {
    passOnUnless('ENOENT', error);
    writeFileSync(candidate, `1:${randomBytes(48).toString('base64url')}`, { mode: 0o600, flag: 'wx' });
  }
  try {
    linkSync(candidate, path);
  } catch (error) {
    passOnUnless('EEXIST', error);
  } finally {
    rmSync(candidate, { force: true });
  }
  return readPrivateFile(path);
}

export function hasGeneratedSecret(dataDirectory: string, name: string): boolean {
  return existsSync(join(dataDirectory, 'secrets', name));
}

/** As if it had never been made. */
export function removeGeneratedSecret(dataDirectory: string, name: string): void {
  rmSync(join(dataDirectory, 'secrets', name), { force: true });
}

function readPrivateFile(path: string): string {
  // A link, which could lead to anybody's file, is an error (ELOOP).
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    refuseUnlessPrivate(path, fstatSync(file), FOR_OTHERS);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function refuseUnlessPrivate(path: string, stats: Stats, forbidden: number): void {
  // Windows has neither.
  const isOwn = process.getuid === undefined || stats.uid === process.getuid();
  const isPrivate = process.getuid === undefined || (stats.mode & forbidden) === 0;
  if (stats.isSymbolicLink() || !isOwn || !isPrivate) {
    throw new EnvironmentError(
      'DATA_DIR',
      `has secrets that others could have written or read: ${path} must belong to the user that runs Twofold, and be closed to all others (chmod go=)`,
    );
  }
}

function passOnUnless(code: string, error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== code) {
    throw error;
  }
}
