import { Module } from '@nestjs/common';
import { AuthenticationModule } from '../authentication/authentication.module.js';
import { IdentityTokensModule } from '../identity-tokens/identity-tokens.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { HousekeepingService } from './housekeeping.service.js';
import { KeyRotationService } from './key-rotation.service.js';
import { KeyCheckService } from './keys/key-check.service.js';
import { KeyReportService } from './keys/key-report.service.js';
import { KeyUseService } from './keys/key-use.service.js';
import { RunningCopiesService } from './keys/running-copies.service.js';
import { SessionRevocationService } from './session-revocation.service.js';

@Module({
  imports: [AuthenticationModule, IdentityTokensModule, TwoFactorModule, UsersModule],
  providers: [
    HousekeepingService,
    KeyCheckService,
    KeyReportService,
    KeyRotationService,
    KeyUseService,
    RunningCopiesService,
    SessionRevocationService,
  ],
})
export class MaintenanceModule {}
