import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { MailedLinksModule } from '../mailed-links/mailed-links.module.js';
import { PasswordsModule } from '../passwords/passwords.module.js';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthenticationController } from './authentication.controller.js';
import { AuthenticationService } from './authentication.service.js';
import { Invitation } from './invitation.entity.js';
import { InvitationsService } from './invitations.service.js';
import { LogInService } from './log-in.service.js';
import { PasskeyLogInController } from './passkey-log-in.controller.js';
import { PasskeyLogInService } from './passkey-log-in.service.js';
import { PendingRegistration } from './pending-registration.entity.js';
import { PendingRegistrationsService } from './pending-registrations.service.js';
import { ReauthenticationController } from './reauthentication.controller.js';
import { ReauthenticationService } from './reauthentication.service.js';
import { RegistrationController } from './registration.controller.js';
import { RegistrationService } from './registration.service.js';
import { SecondStepController } from './second-step.controller.js';
import { SecondStepService } from './second-step.service.js';

@Module({
  imports: [
    DatabaseModule.forFeature([Invitation, PendingRegistration]),
    MailedLinksModule,
    PasswordsModule,
    RateLimitingModule,
    SecurityEventsModule,
    TwoFactorModule,
    UsersModule,
  ],
  controllers: [
    AuthenticationController,
    PasskeyLogInController,
    ReauthenticationController,
    RegistrationController,
    SecondStepController,
  ],
  providers: [
    AuthenticationService,
    InvitationsService,
    LogInService,
    PasskeyLogInService,
    PendingRegistrationsService,
    ReauthenticationService,
    RegistrationService,
    SecondStepService,
  ],
  exports: [InvitationsService, PendingRegistrationsService],
})
export class AuthenticationModule {}
