import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { AccountModule } from '../account/account.module.js';
import { AuthenticationModule } from '../authentication/authentication.module.js';
import { ClockModule } from '../clock/clock.module.js';
import { CryptoModule } from '../crypto/crypto.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { createValidationPipe } from '../http/validation.pipe.js';
import { MaintenanceModule } from '../maintenance/maintenance.module.js';
import { ConfigModule } from '../options/config.module.js';
import type { Environment } from '../options/environment.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { ApiExceptionFilter } from './api-exception.filter.js';
import { HealthModule } from './health/health.module.js';
import { MetricsModule } from './metrics/metrics.module.js';

@Module({})
export class AppModule {
  /** @param modules your own, with controllers that this API's guards protect. */
  static forRoot(environment: Environment, ...modules: Type[]): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(environment),
        ClockModule,
        DatabaseModule,
        CryptoModule,
        AuthenticationModule,
        SessionsModule,
        TwoFactorModule,
        AccountModule,
        MaintenanceModule,
        HealthModule,
        MetricsModule,
        ...modules,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ApiExceptionFilter },
        { provide: APP_PIPE, useFactory: createValidationPipe },
      ],
    };
  }
}
