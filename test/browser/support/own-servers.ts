import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { type CommandResult, runCommand } from '../../support/command-line.js';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

type Variables = Record<string, string>;

interface OwnServers {
  /** @returns where browsers reach one that is started with these settings. */
  serve: (variables: Variables) => Promise<string>;
  /** The command line of their operator. */
  run: (args: string[], variables: Variables) => Promise<CommandResult>;
}

/** Servers with settings that the one of all other tests has not, on a database of their own. */
export function useOwnServers(): OwnServers {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  const servers: ServerProcess[] = [];
  let directory: string;
  let database: TestDatabase;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'twofold-own-servers-'));
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  const settings = (variables: Variables): Variables => ({
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    BCRYPT_COST: '10',
    ...variables,
  });
  return {
    async serve(variables) {
      const server = await ServerProcess.start(settings(variables));
      servers.push(server);
      return server.url.replace('127.0.0.1', 'localhost');
    },
    run: (args, variables) => runCommand(args, settings(variables)),
  };
}
