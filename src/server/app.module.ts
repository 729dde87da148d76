import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { MigrationInterface } from 'typeorm';
import { createValidationPipe } from '../http/validation.pipe.js';
import type { Environment } from '../options/environment.js';
import { SameUserGuard } from '../sessions/guards/same-user.guard.js';
import { TwofoldModule } from '../twofold.module.js';
import { ApiExceptionFilter } from './api-exception.filter.js';
import { HealthModule } from './health/health.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OwnRoutesGuard } from './own-routes.guard.js';

/** Twofold with the server around it, and your own modules in it. */
@Module({})
export class AppModule {
  static forRoot(
    environment: Environment,
    modules: Type[] = [],
    migrations: (new () => MigrationInterface)[] = [],
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [TwofoldModule.forRoot(environment, migrations), HealthModule, MetricsModule, ...modules],
      providers: [
        { provide: APP_FILTER, useClass: ApiExceptionFilter },
        { provide: APP_GUARD, useClass: SameUserGuard },
        { provide: APP_GUARD, useClass: OwnRoutesGuard },
        { provide: APP_PIPE, useFactory: createValidationPipe },
      ],
    };
  }
}
