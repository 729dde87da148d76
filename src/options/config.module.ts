import { type DynamicModule, type FactoryProvider, Module, type ModuleMetadata } from '@nestjs/common';
import { Environment } from './environment.js';
import { HostOptions } from './host-options.js';
import { parseOptions, type TwofoldOptions } from './twofold-options.js';

export interface AsyncTwofoldOptions
  extends Pick<ModuleMetadata, 'imports'>, Pick<FactoryProvider, 'inject'> {
  useFactory: (...dependencies: never[]) => TwofoldOptions | Promise<TwofoldOptions>;
}

@Module({})
export class ConfigModule {
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Environment, useValue: environment }],
      exports: [Environment],
    };
  }

  /** For a host. */
  static forRootAsync({ imports = [], inject = [], useFactory }: AsyncTwofoldOptions): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      imports,
      providers: [
        { provide: HostOptions, inject, useFactory },
        { provide: Environment, inject: [HostOptions], useFactory: parseOptions },
      ],
      exports: [Environment, HostOptions],
    };
  }
}
