import type { TestProject } from 'vitest/node';
import { PostgresServer } from './postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of a server on which tests may create databases. */
    postgresUrl: string;
  }
}

/** Starts one real PostgreSQL for all test files, or uses the server of `TEST_DATABASE_URL`. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) {
    project.provide('postgresUrl', url);
    return undefined;
  }
  // Nothing of it outlives the tests, so nothing need reach the disk.
  const server = await PostgresServer.start({ fsync: 'off', full_page_writes: 'off' });
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
