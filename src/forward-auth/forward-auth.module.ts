import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { ApiExceptionFilter } from '../http/api-exception.filter.js';
import { IdentityTokensModule } from '../identity-tokens/identity-tokens.module.js';
import type { Environment } from '../options/environment.js';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthorizationController } from './authorization.controller.js';
import { AuthorizationService } from './authorization.service.js';
import { ForwardAuthController } from './forward-auth.controller.js';
import { ForwardAuthService } from './forward-auth.service.js';
import { GateCode } from './gate-code.entity.js';
import { GateCodesService } from './gate-codes.service.js';
import { GateLogOutService } from './gate-log-out.service.js';
import { GateSession } from './gate-session.entity.js';
import { GateSessionsService } from './gate-sessions.service.js';
import { GateController } from './gate.controller.js';
import { IdentityHeadersService } from './identity-headers.service.js';
import { MessagePages } from './message-pages.js';
import { readPolicyFile } from './policy-file.js';
import { Policy } from './policy.js';
import { ProtectedHosts } from './protected-hosts.js';
import { TrustCheck } from './trust.check.js';

/** Lets other hosts behind the same proxy ask who may pass. */
@Module({ imports: [DatabaseModule.forFeature([GateCode, GateSession])] })
export class ForwardAuthModule {
  /**
   * None of it is there without a policy.
   *
   * @throws PolicyError
   */
  static forRoot({ FORWARD_AUTH_POLICY_FILE, PUBLIC_URL }: Environment): DynamicModule {
    if (FORWARD_AUTH_POLICY_FILE === undefined) {
      return { module: ForwardAuthModule };
    }
    const policy = readPolicyFile(FORWARD_AUTH_POLICY_FILE, new URL(PUBLIC_URL).host);
    return {
      module: ForwardAuthModule,
      imports: [IdentityTokensModule, RateLimitingModule, SecurityEventsModule, UsersModule],
      controllers: [AuthorizationController, ForwardAuthController, GateController],
      providers: [
        ApiExceptionFilter,
        { provide: Policy, useValue: policy },
        AuthorizationService,
        ForwardAuthService,
        GateCodesService,
        GateLogOutService,
        GateSessionsService,
        IdentityHeadersService,
        MessagePages,
        ProtectedHosts,
        TrustCheck,
      ],
    };
  }
}
