import { chmod, mkdtemp, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSocketDirectory } from '../../../../src/database/embedded/socket-directory.js';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'twofold-sockets-')));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

test('the folders that it makes are for their owner only', async () => {
  const directory = await openSocketDirectory(join(root, 'a/data'));

  expect(directory.path).toBe(join(root, 'a/data/run'));
  expect(await modeOf(join(root, 'a/data'))).toBe(0o700);
  expect(await modeOf(directory.path)).toBe(0o700);
});

test('a folder that others could read is closed to them', async () => {
  const { path } = await openSocketDirectory(root);
  await chmod(path, 0o755);

  await openSocketDirectory(root);

  expect(await modeOf(path)).toBe(0o700);
});

test('a link to somewhere else is refused', async () => {
  await symlink(tmpdir(), join(root, 'run'));

  await expect(openSocketDirectory(root)).rejects.toThrow('must be a folder of the user that runs Twofold');
});

test('a path too long for a socket is reached by a short way, which is gone after the close', async () => {
  const deep = join(root, 'd'.repeat(120));

  const directory = await openSocketDirectory(deep);

  expect(directory.path.length).toBeLessThan(80);
  expect(await realpath(directory.path)).toBe(join(deep, 'run'));
  await directory.close();
  await expect(stat(directory.path)).rejects.toThrow('ENOENT');
  expect(await modeOf(join(deep, 'run'))).toBe(0o700);
});
