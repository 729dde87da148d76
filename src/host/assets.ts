import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const types: Record<string, string | undefined> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file's name has the hash of its content. */
export const ASSET_CACHING = 'public, max-age=31536000, immutable';

export interface Asset {
  type: string;
  content: Buffer;
  /** A Content-Security-Policy of its own. */
  policy?: string;
}

/** By path. In memory (less than a megabyte), since a build under the running process replaces the files. */
export function readAssets(directory: string): Map<string, Asset> {
  const names = readdirSync(directory);
  return new Map(
    names.map((name) => [
      `/assets/${name}`,
      {
        type: types[extname(name)] ?? 'application/octet-stream',
        content: readFileSync(join(directory, name)),
      },
    ]),
  );
}
