import { setTimeout } from 'node:timers/promises';
import type { DataSourceOptions } from 'typeorm';
import { isDatabaseUnavailable } from '../../errors/database-errors.js';
import { dataSourceOptions } from '../data-source.options.js';
import { RepeatingDataSource } from '../repeating.data-source.js';
import { DataDirectoryInUseError } from './data-directory-lock.js';
import { EmbeddedDataSource } from './embedded.data-source.js';
import { openSocketDirectory, type SocketDirectory } from './socket-directory.js';

/** Milliseconds between two looks for a server that is starting, or ending. */
const INTERVAL = 250;

/** So many looks, of which each takes as long again: a first start takes some seconds. */
const ATTEMPTS = 12;

/** A data source on the embedded PostgreSQL of another process, through the socket that its own connections use. */
class JoinedDataSource extends RepeatingDataSource {
  constructor(
    private readonly directory: SocketDirectory,
    entities: DataSourceOptions['entities'] = [],
  ) {
    super({ ...dataSourceOptions({ socketDirectory: directory.path }), entities });
  }

  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } finally {
      await this.directory.close();
    }
  }
}

/**
 * The embedded PostgreSQL for the command line: that of the server which runs on the folder, or else one of its own.
 *
 * @throws DataDirectoryInUseError when some process holds the folder, and does not answer for some seconds.
 */
export async function joinOrOpen(
  dataDirectory: string,
  entities?: DataSourceOptions['entities'],
): Promise<RepeatingDataSource> {
  for (let attempt = 1; ; attempt++) {
    const joined = await join(dataDirectory, entities);
    if (joined) {
      return joined;
    }
    try {
      return await EmbeddedDataSource.open(dataDirectory, entities);
    } catch (error) {
      if (!(error instanceof DataDirectoryInUseError) || attempt === ATTEMPTS) {
        throw error;
      }
    }
    await setTimeout(INTERVAL);
  }
}

/** @returns nothing where no process answers. */
async function join(
  dataDirectory: string,
  entities: DataSourceOptions['entities'],
): Promise<JoinedDataSource | undefined> {
  const directory = await openSocketDirectory(dataDirectory);
  const dataSource = new JoinedDataSource(directory, entities);
  try {
    await dataSource.initialize();
    return dataSource;
  } catch (error) {
    await directory.close();
    if (isDatabaseUnavailable(error)) {
      return undefined;
    }
    throw error;
  }
}
