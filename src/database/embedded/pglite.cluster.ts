import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrivateNodeFs } from './private-node.filesystem.js';

/** PGlite's own start parameters, but with fsync (`-F` turns it off) and by the one call that reaches the disk. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/**
 * Opens the database in `<dataDirectory>/postgres`, and creates it first if need be (some seconds).
 *
 * A marker file tells whether a creation came to its end: a start that was killed half-way through (a first start
 * takes seconds, so people press Ctrl-C) leaves a folder that no PostgreSQL can open. It held no data yet.
 */
export async function openCluster(dataDirectory: string): Promise<PGlite> {
  const directory = join(dataDirectory, 'postgres');
  const marker = join(dataDirectory, 'postgres.incomplete');
  if (existsSync(marker)) {
    await rm(directory, { recursive: true, force: true });
  }
  const isNew = !existsSync(directory);
  if (isNew) {
    await writeFile(marker, '', { mode: 0o600 });
    await mkdir(directory, { mode: 0o700 });
  }
  const pglite = await PGlite.create({ fs: new PrivateNodeFs(directory), startParams });
  if (isNew) {
    await flushTree(directory);
    await rm(marker);
  }
  return pglite;
}

/** PGlite's initdb writes without fsync, so what it wrote is flushed here, before the first row is acknowledged. */
async function flushTree(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = await open(join(entry.parentPath, entry.name));
    await file.sync();
    await file.close();
  }
}
