import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Account } from '../../../support/account.js';
import { runCommand } from '../../../support/command-line.js';
import { ServerProcess } from '../../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../../support/test-database.js';
import { testKeys } from '../../../support/test-environment.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const other = {
  ENCRYPTION_KEYS: 'k1:another-key-for-encryption-under-the-same-id',
  PASSWORD_PEPPERS: 'k1:another-key-for-peppering-under-the-same-id',
};
const renamed = {
  ENCRYPTION_KEYS: 'k2:another-key-for-encryption-under-another-id',
  PASSWORD_PEPPERS: 'k2:another-key-for-peppering-under-another-id',
};
const kept = ['ENCRYPTION_KEYS', 'PASSWORD_PEPPERS'] as const;

describe('on a database with an account', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let directory: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new pg.Client(database.url);
    await admin.connect();
    directory = await mkdtemp(join(tmpdir(), 'twofold-wrong-keys-'));
    const server = await ServerProcess.start(settings());
    const owner = await Account.register(server.browser(), 'owner@example.com');
    await owner.turnTwoFactorOn(await owner.logIn());
    expect(await server.stop()).toBe(0);
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => rm(join(directory, 'secrets'), { recursive: true, force: true }));

  function settings(variables: Record<string, string> = {}): Record<string, string> {
    return {
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      ...testKeys,
      ...variables,
    };
  }

  /** Of the command line, which starts as the server does. */
  async function refusal(variables: Record<string, string>): Promise<string> {
    const { exitCode, stdout, stderr } = await runCommand(['keys', 'check'], settings(variables));
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).not.toMatch(/^\s+at |another-key/m);
    return stderr.trim().split('\n').at(-1) ?? '';
  }

  it('the keys of before are in order, and who stops is no running copy any more', async () => {
    expect((await admin.query('SELECT * FROM running_copies')).rows).toEqual([]);
    const { exitCode, stdout } = await runCommand(['keys', 'check'], settings());
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ runningCopies: 1, ENCRYPTION_KEYS: { newWork: 'k1' } });
    expect((await admin.query('SELECT * FROM running_copies')).rows).toEqual([]);
  });

  it.each(kept)(
    'another key under the same id of %s stops the start of the server, in one line',
    async (name) => {
      const start = ServerProcess.start(settings({ [name]: other[name] }));
      await expect(start).rejects.toThrow(
        new RegExp(`^The server ended with 1:\\n.*FATAL.* ${name} has another key under the id "k1" .*\\.$`),
      );
      expect(await refusal({ [name]: other[name] })).toMatch(
        new RegExp(`^${name} has another key under the id "k1" than .* put that one back .*\\.$`),
      );
    },
  );

  it.each(kept)(
    'without the key of %s that rows are under there is no start, unless it is called lost',
    async (name) => {
      expect(await refusal({ [name]: renamed[name] })).toMatch(
        new RegExp(
          `^${name} lacks the key "k1", which rows of the database are under: .*write k1:lost.*\\.$`,
        ),
      );
      const given = await runCommand(['keys', 'check'], settings({ [name]: `${renamed[name]},k1:lost` }));
      expect(given).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(given.stdout)[name]).toMatchObject({ newWork: 'k2', lost: ['k1'] });
    },
  );

  it.each(kept)(
    'another key of %s is found out where an earlier release left no fingerprints',
    async (name) => {
      await admin.query('DELETE FROM used_keys');
      expect(await refusal({ [name]: renamed[name] })).toMatch(new RegExp(`^${name} lacks the key "k1"`));
      expect((await admin.query('SELECT * FROM used_keys')).rows).toEqual([]);
    },
  );

  it('there, also another key under the same id of ENCRYPTION_KEYS, by what it does not open', async () => {
    await admin.query('DELETE FROM used_keys');
    expect(await refusal(other)).toMatch(/^ENCRYPTION_KEYS has a key under the id "k1" that opens nothing/);
    expect((await admin.query('SELECT * FROM used_keys')).rows).toEqual([]);
  });

  it('no secrets are made where those of before are gone: what was made goes again', async () => {
    const { PASSWORD_PEPPERS: _, ...withoutPeppers } = settings();
    await mkdir(directory, { recursive: true });
    const { exitCode, stderr } = await runCommand(['keys', 'check'], withoutPeppers);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `PASSWORD_PEPPERS is not set, and not in ${directory}/secrets, though the database has users`,
      ),
    );
    expect(await readdir(join(directory, 'secrets'))).toEqual([]);
  });

  it('a key that no row is under any more can go', async () => {
    await admin.query(
      `INSERT INTO used_keys VALUES ('ENCRYPTION_KEYS', 'k0', 'of a key that is nowhere', '2026-01-01')`,
    );
    expect(await runCommand(['keys', 'check'], settings())).toMatchObject({ exitCode: 0 });
    const { rows } = await admin.query(
      `SELECT kid FROM used_keys WHERE variable = 'ENCRYPTION_KEYS' ORDER BY kid`,
    );
    expect(rows.map(({ kid }) => kid)).not.toContain('k0');
  });

  it('a user of the database that may not use the tables stops the start, in one line', async () => {
    const role = `reader_${process.pid}`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    await admin.query(`GRANT USAGE ON SCHEMA twofold TO ${role}`);
    await admin.query(`GRANT SELECT ON ALL TABLES IN SCHEMA twofold TO ${role}`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'secret'];
    expect(await refusal({ DATABASE_URL: url.href })).toMatch(
      /^The user of the database may not use its tables \(permission denied for table \w+\): .*\.$/,
    );
    await admin.query(`DROP OWNED BY ${role}`);
    await admin.query(`DROP ROLE ${role}`);
  });
});

it('a first start makes secrets, on an empty database, and the next one has the same', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-first-keys-'));
  const database = await createTestDatabase();
  const settings = { NODE_ENV: 'test', DATABASE_URL: database.url, DATA_DIR: directory };
  for (let start = 0; start < 2; start++) {
    expect(await runCommand(['keys', 'check'], settings)).toMatchObject({ exitCode: 0 });
  }
  expect(existsSync(join(directory, 'secrets/ENCRYPTION_KEYS'))).toBe(true);
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

it('a command with other keys ends on the embedded database, too', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-embedded-keys-'));
  const settings = { NODE_ENV: 'test', DATA_DIR: directory };
  expect(await runCommand(['keys', 'check'], settings)).toMatchObject({ exitCode: 0 });
  const otherPepper = { PASSWORD_PEPPERS: '1:another-key-than-the-one-that-was-generated' };
  expect(await runCommand(['keys', 'check'], { ...settings, ...otherPepper })).toMatchObject({ exitCode: 1 });
  await rm(directory, { recursive: true, force: true });
});
