import { setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { ClientConfig } from 'pg';
import type { DataSource, DataSourceOptions, MigrationInterface } from 'typeorm';
import { isDatabaseUnavailable } from '../errors/database-errors.js';
import { dataSourceOptions, type PostgresOptions } from './data-source.options.js';
import { DatabaseUnreachableError, reasonOf } from './database-unreachable.error.js';
import { DatabaseUnusableError } from './database-unusable.error.js';
import { EmbeddedDataSource } from './embedded/embedded.data-source.js';
import { joinOrOpen } from './embedded/joined.data-source.js';
import { migrate } from './migrate.js';
import { RepeatingDataSource } from './repeating.data-source.js';
import { refuseSharedSessions } from './session-pooling.check.js';

export interface DatabaseSettings {
  /** Unset: the embedded PostgreSQL in `dataDirectory`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDirectory: string;
  /** Whether the embedded PostgreSQL may be that of a server which runs. */
  readonly joinsRunningServer?: boolean | undefined;
  readonly entities?: DataSourceOptions['entities'];
  /** Of modules that are not ours; they run after ours. */
  readonly ownMigrations?: (new () => MigrationInterface)[];
  /** Milliseconds before each further try to reach `databaseUrl`. */
  readonly retryDelays?: readonly number[];
}

/** About 10 s, in which a database that is started together with us comes up. */
const RETRY_DELAYS = [500, 1000, 2000, 3000, 4000];

const logger = new Logger('Database');

/**
 * A connected data source on a migrated database. Its `destroy()` also stops the embedded PostgreSQL.
 *
 * @throws DatabaseUnreachableError when `databaseUrl` does not answer, after the retries; or refuses us, at once.
 * @throws DatabaseUnusableError at once.
 * @throws DataDirectoryInUseError at once.
 */
export async function openDataSource(settings: DatabaseSettings): Promise<DataSource> {
  const dataSource = await connectDataSource(settings);
  try {
    await migrate(dataSource, settings.ownMigrations);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** As {@link openDataSource}, on a database that stays as it is. */
export function connectDataSource(settings: DatabaseSettings): Promise<DataSource> {
  const { databaseUrl, dataDirectory, joinsRunningServer, entities } = settings;
  if (databaseUrl) {
    return connect(settings, databaseUrl);
  }
  return joinsRunningServer
    ? joinOrOpen(dataDirectory, entities)
    : EmbeddedDataSource.open(dataDirectory, entities);
}

async function connect(
  { entities = [], retryDelays = RETRY_DELAYS }: DatabaseSettings,
  url: string,
): Promise<DataSource> {
  const options = dataSourceOptions({ url });
  const dataSource = new RepeatingDataSource({ ...options, entities });
  for (let attempt = 0; ; attempt++) {
    try {
      // First, since behind such a pooler even what the pool sets would be other people's.
      await refuseSharedSessions(clientConfig(options));
      return await dataSource.initialize();
    } catch (error) {
      if (error instanceof DatabaseUnusableError) {
        throw error;
      }
      const delay = retryDelays[attempt];
      if (delay === undefined || !isDatabaseUnavailable(error)) {
        throw new DatabaseUnreachableError(url, error);
      }
      logger.warn(`The database cannot be reached (${reasonOf(error)}); trying again in ${delay} ms.`);
      await setTimeout(delay);
    }
  }
}

/** For a connection of one's own, without the pool's settings. */
function clientConfig({ url, connectTimeoutMS, extra, applicationName }: PostgresOptions): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMS,
    query_timeout: extra.query_timeout,
    application_name: applicationName,
  };
}
