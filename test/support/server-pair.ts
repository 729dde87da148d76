import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ServerProcess } from './server-process.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testKeys } from './test-environment.js';

/** For `vi.setConfig`: two processes and the test's own on a busy machine. Milliseconds. */
export const serverPairTimeouts = { testTimeout: 60_000, hookTimeout: 120_000 };

/**
 * Where requests wait for a connection for more than a second, they are answered 503, as they should be, and where a machine is
 * very busy the balancer may lose one; but then nothing is learnt about the race, so it is run anew.
 */
export const whileTooBusy = { retry: { count: 5, condition: /got 503|fetch failed/ } };

/** Two servers, in processes of their own, on one database. */
export class ServerPair {
  private constructor(
    readonly servers: [ServerProcess, ServerProcess],
    readonly client: pg.Client,
    private readonly database: TestDatabase,
    private readonly directory: string,
  ) {}

  /**
   * Starts them at once, on an empty database: one of them migrates.
   *
   * @param secondNodeOptions for Node.js itself, of the second server.
   */
  static async start(secondNodeOptions: string[] = []): Promise<ServerPair> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'twofold-server-pair-'));
    const variables = {
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      ...testKeys,
    };
    const servers = await Promise.all([
      ServerProcess.start(variables),
      ServerProcess.start(variables, secondNodeOptions),
    ]);
    const client = new pg.Client(database.url);
    await client.connect();
    return new ServerPair(servers, client, database, directory);
  }

  /** @throws Error when one did not end as it should at SIGTERM. */
  async stop(): Promise<void> {
    await this.client.end();
    const exitCodes = await Promise.all(this.servers.map((server) => server.stop()));
    await this.database.drop();
    await rm(this.directory, { recursive: true, force: true });
    if (exitCodes.some((code) => code !== 0)) {
      throw new Error(`The servers ended with ${exitCodes.join(' and ')}.`);
    }
  }
}
