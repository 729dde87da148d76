import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ServerProcess } from '../../support/server-process.js';
import { httpsEnvironment, testKeys } from '../../support/test-environment.js';

vi.setConfig({ testTimeout: 60_000 });

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-refused-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What the built server says before it ends with 1. */
async function outputOf(variables: Record<string, string>): Promise<string[]> {
  const start = ServerProcess.start({ DATA_DIR: directory, ...variables });
  const error = await start.then(
    () => expect.unreachable('was accepted'),
    ({ message }: Error) => message,
  );
  const [exit, ...lines] = error.split('\n');
  expect(exit).toBe('The server ended with 1:');
  return lines;
}

describe('a start that would be wrong is one line, and writes nothing', () => {
  it.each<[string, Record<string, string>]>([
    ['DATABASE_URL', { PUBLIC_URL: 'https://auth.example.com', ...testKeys }],
    ['JWT_ACCESS_TOKEN_SECRET', { ...httpsEnvironment, DATABASE_URL: 'embedded' }],
    ['TRUSTED_PROXY', { TRUSTED_PROXY: '10.0.0.1' }],
    ['ENCRYPTION_KEYS', { ...testKeys, ENCRYPTION_KEYS: 'changemechangemechangemechangeme' }],
  ])('%s', async (name, variables) => {
    const lines = await outputOf(variables);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${name} `);
    expect(await readdir(directory)).toEqual([]);
  });
});

it('in production a refusal is a line of JSON, whether NODE_ENV says so or the address', async () => {
  const meant: Record<string, string>[] = [
    { NODE_ENV: 'production' },
    { PUBLIC_URL: 'https://auth.example.com' },
  ];
  for (const variables of meant) {
    const [line = ''] = await outputOf(variables);
    expect(JSON.parse(line)).toMatchObject({ level: 'fatal', message: expect.stringMatching(/^\w+ must /) });
  }
});

it('what happens before the server is ready is written at once, with its own time', async () => {
  const lines = await outputOf({
    ...httpsEnvironment,
    ...testKeys,
    DATABASE_URL: 'postgres://me@127.0.0.1:1/app',
  });
  const events = lines.map((line) => JSON.parse(line) as { timestamp: number; message: string });
  const tries = events.filter(({ message }) => message.includes('trying again in'));
  expect(tries).toHaveLength(5);
  const [first, , , , last] = tries.map(({ timestamp }) => timestamp);
  expect((last as number) - (first as number)).toBeGreaterThan(5000);
  expect(events.at(-1)?.message).toMatch(
    /^DATABASE_URL postgres:\/\/me@127\.0\.0\.1:1\/app cannot be reached/,
  );
});
