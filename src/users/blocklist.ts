import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../config/environment.error.js';

/**
 * Passwords that the operator refuses, one a line of the file, in the form that {@link foldPassword} gives.
 *
 * @throws EnvironmentError when the file cannot be read.
 */
export function readBlocklist(path: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean).map(foldPassword));
  } catch (error) {
    throw new EnvironmentError(
      'PASSWORD_BLOCKLIST_FILE',
      `cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

/** Passwords that differ only in case or in the way an accent is typed are equally easy to guess. */
export function foldPassword(password: string): string {
  return password.normalize('NFC').toLowerCase();
}
