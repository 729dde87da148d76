import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { MigrationInterface } from 'typeorm';
import { DatabaseModule } from '../database/database.module.js';
import { ForwardAuthModule } from '../forward-auth/forward-auth.module.js';
import { ConfigModule } from '../options/config.module.js';
import type { Environment } from '../options/environment.js';
import { SameUserGuard } from '../sessions/guards/same-user.guard.js';
import { RouteProtectionCheck } from '../sessions/route-protection.check.js';
import { TwofoldModule } from '../twofold.module.js';
import { HealthModule } from './health/health.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OwnExceptionFilter } from './own-exception.filter.js';
import { OwnRoutesGuard } from './own-routes.guard.js';
import { OwnTablesCheck } from './own-tables.check.js';
import { OwnValidationPipe } from './own-validation.pipe.js';

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
      imports: [
        DiscoveryModule,
        ConfigModule.forRoot(environment),
        DatabaseModule.forModules(migrations),
        TwofoldModule,
        ForwardAuthModule.forRoot(environment),
        HealthModule,
        MetricsModule,
        ...modules,
      ],
      providers: [
        OwnTablesCheck,
        RouteProtectionCheck,
        SameUserGuard,
        { provide: APP_FILTER, useClass: OwnExceptionFilter },
        { provide: APP_GUARD, useClass: OwnRoutesGuard },
        { provide: APP_PIPE, useClass: OwnValidationPipe },
      ],
    };
  }
}
