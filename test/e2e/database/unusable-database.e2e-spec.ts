import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../support/command-line.js';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testKeys } from '../../support/test-environment.js';

vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
let admin: pg.Client;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client(database.url);
  await admin.connect();
  directory = await mkdtemp(join(tmpdir(), 'twofold-unusable-'));
});
afterAll(async () => {
  await admin.end();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

/** What server and command line say before they end, each in its last line; none of it is a stack. */
async function lastLines(databaseUrl: string): Promise<string[]> {
  const variables = { ...testKeys, NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_DIR: directory };
  const ended = await ServerProcess.start(variables).catch((error: Error) => error.message);
  const { exitCode, stderr } = await runCommand(['user', 'show', 'a@example.com'], variables);
  expect(ended).toMatch(/^The server ended with 1:/);
  expect(exitCode).toBe(1);
  return [ended as string, stderr].map((output) => {
    expect(output).not.toMatch(/^\s+at |secret|cannot be reached \(/m);
    return output.trim().split('\n').at(-1) ?? '';
  });
}

const bothSay = (pattern: RegExp) => [expect.stringMatching(pattern), expect.stringMatching(pattern)];

describe('a database that waiting does not make usable stops the start at once, in one line', () => {
  it('which a newer release has migrated', async () => {
    await admin.query('CREATE SCHEMA twofold');
    await admin.query('CREATE TABLE twofold.migrations (id serial, timestamp bigint, name text)');
    await admin.query(
      "INSERT INTO twofold.migrations (timestamp, name) VALUES (1, 'FromTheFuture9999999999999')",
    );
    expect(await lastLines(database.url)).toEqual(
      bothSay(/The database was migrated by a newer release of Twofold \(FromTheFuture9999999999999\)/),
    );
    await admin.query('DROP SCHEMA twofold CASCADE');
  });

  it('in which its user may not create tables', async () => {
    const role = `newcomer_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'secret'];
    expect(await lastLines(url.href)).toEqual(
      bothSay(/may not create its tables \(permission denied for database \w+\)/),
    );
    await admin.query(`DROP ROLE ${role}`);
  });

  it('which has other tables under our name', async () => {
    await admin.query('CREATE SCHEMA twofold');
    await admin.query('CREATE TABLE twofold.users (name text)');
    expect(await lastLines(database.url)).toEqual(
      bothSay(/The schema "twofold" of the database has tables that are not Twofold's \(users\)/),
    );
    await admin.query('DROP SCHEMA twofold CASCADE');
  });

  it('whose URL has a raw # in the password', async () => {
    expect(await lastLines('postgres://me:12#secret@127.0.0.1/app')).toEqual(
      bothSay(/DATABASE_URL must be a URL; .* percent-encoded/),
    );
  });
});
