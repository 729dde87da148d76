import { Logger } from '@nestjs/common';
import type { DataSourceOptions } from 'typeorm';
import { AfterCommitSubscriber } from './after-commit.js';
import { DeadlineClient } from './deadline.client.js';
import { migrations } from './migrations.js';
import { pinSettings } from './session-settings.js';

export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

export type DatabaseLocation = { url: string } | { socketDirectory: string };

/**
 * Milliseconds. A request is answered within 3 s, also when the database is away: it waits for a connection, then for the
 * one query that fails.
 */
const timeouts = {
  connection: 1000,
  lock: 1200,
  statement: 1500,
  /** Runs out only when the server does not keep to its own limits: it hangs, or the network is gone. */
  query: 1800,
  idleInTransaction: 5000,
  /** For the embedded database, which is never away but shares the machine, and for migrations. */
  patient: 10_000,
};

const logger = new Logger('Database');

/**
 * Options for TypeORM, without entities: Nest's `autoLoadEntities` adds those.
 *
 * `sslmode=require`, `prefer` and `verify-ca` in the URL all mean `verify-full`: the certificate must be valid for
 * the host. Only `sslmode=no-verify` gives that up.
 */
export function dataSourceOptions(location: DatabaseLocation): PostgresOptions {
  return {
    type: 'postgres',
    ...('url' in location ? serverOptions(location.url) : embeddedOptions(location.socketDirectory)),
    applicationName: 'twofold',
    poolSize: 10,
    // An idle connection that breaks is replaced; without a handler it would end the process.
    poolErrorHandler: (error: Error) => logger.warn(`A database connection broke: ${error.message}`),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    migrations,
    migrationsTableName: 'migrations',
    subscribers: [AfterCommitSubscriber],
    // Parameters are e-mail addresses and hashes.
    logging: false,
  };
}

/** The same database over one connection whose statements may take as long as they need. */
export function patientOptions(options: PostgresOptions): PostgresOptions {
  const extra = {
    ...options.extra,
    onConnect: pinSettings({ statement: 0, lock: 0, idleInTransaction: 0 }),
    query_timeout: 0,
  };
  return {
    ...options,
    entities: [],
    subscribers: [],
    poolSize: 1,
    connectTimeoutMS: timeouts.patient,
    extra,
  };
}

function serverOptions(url: string): Partial<PostgresOptions> {
  return {
    url: withVerifiedTls(url),
    connectTimeoutMS: timeouts.connection,
    extra: {
      Client: DeadlineClient,
      onConnect: pinSettings(timeouts),
      query_timeout: timeouts.query,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
  };
}

function embeddedOptions(socketDirectory: string): Partial<PostgresOptions> {
  return {
    host: socketDirectory,
    port: 5432,
    username: 'postgres',
    // pg takes what is missing from PGPASSWORD, PGSSLMODE and the like, which are meant for another server.
    password: 'none',
    ssl: false,
    database: 'postgres',
    connectTimeoutMS: timeouts.patient,
    // It ignores the timeouts of a session.
    extra: { Client: DeadlineClient, onConnect: pinSettings(), query_timeout: timeouts.patient },
  };
}

/** pg 8 reads the three as `verify-full` too, but warns that pg 9 will not. */
function withVerifiedTls(url: string): string {
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}
