import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret of this name in `<DATA_DIR>/secrets`, made on the first call. It is written aside and then linked,
 * so of several processes that start at once all read the one secret that was first, and whole.
 */
export function generatedSecret(dataDirectory: string, name: string): string {
  const directory = join(dataDirectory, 'secrets');
  const path = join(directory, name);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const candidate = `${path}.${randomUUID()}`;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    writeFileSync(candidate, `1:${randomBytes(48).toString('base64url')}`, { mode: 0o600, flag: 'wx' });
  }
  try {
    linkSync(candidate, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    rmSync(candidate, { force: true });
  }
  return readFileSync(path, 'utf8');
}
