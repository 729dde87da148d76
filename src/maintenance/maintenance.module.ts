import { Module } from '@nestjs/common';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { HousekeepingService } from './housekeeping.service.js';
import { KeyRotationService } from './key-rotation.service.js';
import { SessionRevocationService } from './session-revocation.service.js';

@Module({
  imports: [TwoFactorModule, UsersModule],
  providers: [HousekeepingService, KeyRotationService, SessionRevocationService],
})
export class MaintenanceModule {}
