import { openDataSource } from '../database/open-data-source.js';

/**
 * Brings Twofold's schema of a PostgreSQL database up to date, as each start does: for a deployment that migrates before it starts.
 *
 * @throws DatabaseUnreachableError, DatabaseUnusableError
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const dataSource = await openDataSource({ databaseUrl, dataDirectory: '' });
  await dataSource.destroy();
}
