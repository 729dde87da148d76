import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  DataDirectoryInUseError,
  DataDirectoryLock,
} from '../../../../src/database/embedded/data-directory-lock.js';
import { TestProcess } from '../../../support/test-process.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-lock-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Another process that says `ready`, waits for `go`, and then says `held` or the name of the error. */
function contender(): TestProcess {
  return TestProcess.run(`
    const { DataDirectoryLock } = await load('database/embedded/data-directory-lock.js');
    say('ready');
    await heard('go');
    await DataDirectoryLock.acquire(${JSON.stringify(directory)}, '/x/data').then(
      () => say('held'),
      (error) => say(error.name),
    );
    await heard('end');
  `);
}

async function whenStarted(processes: TestProcess[]): Promise<void> {
  await Promise.all(processes.map((process) => process.nextLine()));
}

test('a held directory is refused in one line, and free again after the release', async () => {
  const lock = await DataDirectoryLock.acquire(directory, '/x/data');

  await expect(DataDirectoryLock.acquire(directory, '/x/data')).rejects.toThrow(
    new DataDirectoryInUseError('/x/data'),
  );
  await lock.release();

  const next = await DataDirectoryLock.acquire(directory, '/x/data');
  await next.release();
  expect(await readdir(directory)).toEqual([]);
});

test('of processes that start at the very same time exactly one holds it', async () => {
  const processes = Array.from({ length: 4 }, contender);
  await whenStarted(processes);

  processes.forEach((process) => process.say('go'));
  const answers = await Promise.all(processes.map((process) => process.nextLine()));

  expect(answers.toSorted()).toEqual([...Array(3).fill('DataDirectoryInUseError'), 'held']);
  await Promise.all(processes.map((process) => process.kill()));
});

test('a holder that was killed is not in the way', async () => {
  const holder = contender();
  await whenStarted([holder]);
  holder.say('go');
  expect(await holder.nextLine()).toBe('held');
  await holder.kill();
  const leftBehind = await readdir(directory);
  expect(leftBehind).toHaveLength(1);

  const lock = await DataDirectoryLock.acquire(directory, '/x/data');

  expect(await readdir(directory)).not.toEqual(expect.arrayContaining(leftBehind));
  await lock.release();
});
