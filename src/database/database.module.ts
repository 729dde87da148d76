import { type DynamicModule, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { getDataSourceToken, getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import type { MigrationInterface } from 'typeorm';
import { Environment } from '../options/environment.js';
import { openDataSource, type DatabaseSettings } from './open-data-source.js';
import { TwofoldDataSource } from './twofold.data-source.js';

/** Of all our modules, as they are imported. */
const ourEntities = new Set<Type>();

/** The database that `DATABASE_URL` names, or the embedded one in `DATA_DIR`; connected and migrated. */
@Module({})
export class DatabaseModule {
  /** A data source of Twofold's own: whatever the host uses for its tables does not know it. */
  static forRoot(): DynamicModule {
    return {
      module: OwnDataSourceModule,
      global: true,
      providers: [
        {
          provide: TwofoldDataSource,
          inject: [Environment],
          useFactory: (environment: Environment) =>
            openDataSource({ ...locationOf(environment), entities: [...ourEntities] }),
        },
      ],
      exports: [TwofoldDataSource],
    };
  }

  /**
   * The application's default data source, for modules in this repository: their entities stand beside ours.
   *
   * @param ownMigrations run after ours.
   */
  static forModules(ownMigrations: (new () => MigrationInterface)[]): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Environment],
          useFactory: (environment: Environment) => ({
            type: 'postgres' as const,
            ...locationOf(environment),
            ownMigrations,
            autoLoadEntities: true,
            // openDataSource retries what is worth it; Nest would retry everything, with a stack trace each.
            toRetry: () => false,
          }),
          // Nest hands over the options from above with the entities of all own modules added.
          dataSourceFactory: (options) => {
            const settings = options as unknown as DatabaseSettings;
            return openDataSource({
              ...settings,
              entities: [...ourEntities, ...(settings.entities as Type[])],
            });
          },
        }),
      ],
      providers: [{ provide: TwofoldDataSource, useExisting: getDataSourceToken() }],
      exports: [TwofoldDataSource],
    };
  }

  /** Repositories, for `@InjectRepository()`. */
  static forFeature(entities: Type[]): DynamicModule {
    entities.forEach((entity) => ourEntities.add(entity));
    const providers = entities.map((entity) => ({
      provide: getRepositoryToken(entity),
      inject: [TwofoldDataSource],
      useFactory: (dataSource: TwofoldDataSource) => dataSource.getRepository(entity),
    }));
    return { module: RepositoriesModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

@Module({})
class OwnDataSourceModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: TwofoldDataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

@Module({})
class RepositoriesModule {}

function locationOf({ DATABASE_URL, DATA_DIR, isCommandLine }: Environment): DatabaseSettings {
  return {
    databaseUrl: DATABASE_URL,
    dataDirectory: DATA_DIR,
    joinsRunningServer: isCommandLine,
    entities: [],
  };
}
