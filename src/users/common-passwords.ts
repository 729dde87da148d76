import { readFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { EnvironmentError } from '../config/environment.error.js';

/**
 * Passwords that are refused because they are common, in the form that {@link foldPassword} gives: zxcvbn's list of
 * 49,233, and the operator's own, one a line. Those that are too short to be chosen anyway are left out.
 *
 * @throws EnvironmentError when the operator's file cannot be read.
 */
export function loadCommonPasswords(minLength: number, blocklistFile?: string): ReadonlySet<string> {
  const own = blocklistFile ? readBlocklist(blocklistFile) : [];
  const entries = [...dictionary['passwords-common'], ...own].map((entry) => foldPassword(entry));
  return new Set(entries.filter((entry) => entry.length >= minLength));
}

/** Passwords that differ only in case or in the way an accent is typed are equally easy to guess. */
export function foldPassword(password: string): string {
  return password.normalize('NFC').toLowerCase();
}

function readBlocklist(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
  } catch (error) {
    throw new EnvironmentError(
      'PASSWORD_BLOCKLIST_FILE',
      `cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}
