import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { connectDataSource } from '../database/open-data-source.js';
import type { Environment } from '../options/environment.js';
import { StderrLogger } from './stderr.logger.js';

/** The database as it is, without the application. */
export function openDatabase(environment: Environment): Promise<DataSource> {
  Logger.overrideLogger(new StderrLogger(environment));
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDirectory } = environment;
  return connectDataSource({ databaseUrl, dataDirectory, joinsRunningServer: true });
}
