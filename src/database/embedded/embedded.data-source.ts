import type { DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from '../data-source.options.js';
import { RepeatingDataSource } from '../repeating.data-source.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

/** A data source that brings its PostgreSQL along, and stops it when its own connections are closed. */
export class EmbeddedDataSource extends RepeatingDataSource {
  private constructor(
    private readonly postgres: EmbeddedPostgres,
    entities: DataSourceOptions['entities'] = [],
  ) {
    super({ ...dataSourceOptions({ socketDirectory: postgres.socketDirectory }), entities });
  }

  /** @throws DataDirectoryInUseError */
  static async open(
    dataDirectory: string,
    entities?: DataSourceOptions['entities'],
  ): Promise<EmbeddedDataSource> {
    const postgres = await EmbeddedPostgres.start(dataDirectory);
    try {
      const dataSource = new EmbeddedDataSource(postgres, entities);
      await dataSource.initialize();
      return dataSource;
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } finally {
      await this.postgres.stop();
    }
  }
}
