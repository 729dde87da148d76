import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../options/environment.error.js';
import { foldPassword } from './guess-estimator.js';

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
