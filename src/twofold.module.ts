import { type DynamicModule, Module } from '@nestjs/common';
import { AccountModule } from './account/account.module.js';
import { AuthenticationModule } from './authentication/authentication.module.js';
import { ClockModule } from './clock/clock.module.js';
import { CryptoModule } from './crypto/crypto.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HostModule } from './host/host.module.js';
import { TwofoldUsersModule } from './host/twofold-users.module.js';
import { IdentityTokensModule } from './identity-tokens/identity-tokens.module.js';
import { MaintenanceModule } from './maintenance/maintenance.module.js';
import { type AsyncTwofoldOptions, ConfigModule } from './options/config.module.js';
import type { TwofoldOptions } from './options/twofold-options.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TwoFactorModule } from './two-factor/two-factor.module.js';

/** All that Twofold does, whatever is around it: the server of this repository, or an application of yours. */
@Module({
  imports: [
    ClockModule,
    CryptoModule,
    AuthenticationModule,
    SessionsModule,
    TwoFactorModule,
    AccountModule,
    IdentityTokensModule,
    MaintenanceModule,
    TwofoldUsersModule,
  ],
})
export class TwofoldModule {
  /**
   * Twofold in an application of yours, on Express or on Fastify. It has its own data source, and leaves your routes as they are:
   * no filter, pipe, guard or header of ours is on them.
   */
  static forRoot(options: TwofoldOptions = {}): DynamicModule {
    return TwofoldModule.forRootAsync({ useFactory: () => options });
  }

  /** As {@link forRoot}, with options that a provider of yours knows. */
  static forRootAsync(options: AsyncTwofoldOptions): DynamicModule {
    return {
      module: TwofoldModule,
      imports: [ConfigModule.forRootAsync(options), DatabaseModule.forRoot(), HostModule],
    };
  }
}
