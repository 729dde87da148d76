import { setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { isConnectionRefused } from '../errors/database-errors.js';
import { dataSourceOptions } from './data-source.options.js';
import { DatabaseUnreachableError, reasonOf } from './database-unreachable.error.js';
import { EmbeddedDataSource } from './embedded.data-source.js';
import { migrate } from './migrate.js';

export interface DatabaseSettings {
  /** Unset: the embedded PostgreSQL in `dataDirectory`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDirectory: string;
  readonly entities?: DataSourceOptions['entities'];
  /** Milliseconds before each further try to reach `databaseUrl`. */
  readonly retryDelays?: readonly number[];
}

/** About 10 s, in which a database that is started together with us comes up. */
const RETRY_DELAYS = [500, 1000, 2000, 3000, 4000];

const logger = new Logger('Database');

/**
 * A connected data source on a migrated database. Its `destroy()` also stops the embedded PostgreSQL.
 *
 * @throws DatabaseUnreachableError when `databaseUrl` does not answer, after the retries.
 * @throws DataDirectoryInUseError at once.
 */
export async function openDataSource(settings: DatabaseSettings): Promise<DataSource> {
  const dataSource = settings.databaseUrl
    ? await connect(settings, settings.databaseUrl)
    : await EmbeddedDataSource.open(settings.dataDirectory, settings.entities);
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function connect(
  { entities = [], retryDelays = RETRY_DELAYS }: DatabaseSettings,
  url: string,
): Promise<DataSource> {
  const dataSource = new DataSource({ ...dataSourceOptions({ url }), entities });
  for (let attempt = 0; ; attempt++) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      const delay = retryDelays[attempt];
      if (delay === undefined || isConnectionRefused(error)) {
        throw new DatabaseUnreachableError(url, error);
      }
      logger.warn(`The database cannot be reached (${reasonOf(error)}); trying again in ${delay} ms.`);
      await setTimeout(delay);
    }
  }
}
