import { type DynamicModule, Module } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import { AccountModule } from './account/account.module.js';
import { AuthenticationModule } from './authentication/authentication.module.js';
import { ClockModule } from './clock/clock.module.js';
import { CryptoModule } from './crypto/crypto.module.js';
import { DatabaseModule } from './database/database.module.js';
import { MaintenanceModule } from './maintenance/maintenance.module.js';
import { ConfigModule } from './options/config.module.js';
import type { Environment } from './options/environment.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TwoFactorModule } from './two-factor/two-factor.module.js';

/** All that Twofold does, without the server around it: no filter, pipe, guard or header for other routes than its own. */
@Module({})
export class TwofoldModule {
  /** @param migrations of your own modules. */
  static forRoot(environment: Environment, migrations: (new () => MigrationInterface)[] = []): DynamicModule {
    return {
      module: TwofoldModule,
      imports: [
        ConfigModule.forRoot(environment),
        ClockModule,
        DatabaseModule.forRoot(migrations),
        CryptoModule,
        AuthenticationModule,
        SessionsModule,
        TwoFactorModule,
        AccountModule,
        MaintenanceModule,
      ],
    };
  }
}
