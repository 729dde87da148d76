import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { MigrationInterface } from 'typeorm';
import { Environment } from '../options/environment.js';
import { openDataSource, type DatabaseSettings } from './open-data-source.js';

/** The database that `DATABASE_URL` names, or the embedded one in `DATA_DIR`; connected and migrated. */
@Module({})
export class DatabaseModule {
  /** @param ownMigrations of your own modules; they run after ours. */
  static forRoot(ownMigrations: (new () => MigrationInterface)[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Environment],
          useFactory: ({ DATABASE_URL, DATA_DIR }: Environment) => ({
            type: 'postgres' as const,
            databaseUrl: DATABASE_URL,
            dataDirectory: DATA_DIR,
            ownMigrations,
            autoLoadEntities: true,
            // openDataSource retries what is worth it; Nest would retry everything, with a stack trace each.
            toRetry: () => false,
          }),
          // Nest hands over the options from above with the entities of all modules added.
          dataSourceFactory: (options) => openDataSource(options as unknown as DatabaseSettings),
        }),
      ],
    };
  }
}
