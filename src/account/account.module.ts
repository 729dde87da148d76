import { Module } from '@nestjs/common';
import { AuthenticationModule } from '../authentication/authentication.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MailedLinksModule } from '../mailed-links/mailed-links.module.js';
import { PasswordsModule } from '../passwords/passwords.module.js';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountCreationService } from './account-creation.service.js';
import { AccountDeletionService } from './account-deletion.service.js';
import { AccountGroupsService } from './account-groups.service.js';
import { AccountListService } from './account-list.service.js';
import { AccountOperationsService } from './account-operations.service.js';
import { AccountController } from './account.controller.js';
import { AddressReleaseController } from './address-release.controller.js';
import { AddressReleaseService } from './address-release.service.js';
import { EmailVerificationController } from './email-verification.controller.js';
import { EmailVerificationService } from './email-verification.service.js';
import { LogInMethodsController } from './log-in-methods.controller.js';
import { LogInMethodsService } from './log-in-methods.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { PasswordResetRequest } from './password-reset-request.entity.js';
import { PasswordResetRequests } from './password-reset-requests.service.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordResetService } from './password-reset.service.js';

@Module({
  imports: [
    DatabaseModule.forFeature([PasswordResetRequest]),
    AuthenticationModule,
    MailModule,
    MailedLinksModule,
    PasswordsModule,
    RateLimitingModule,
    SecurityEventsModule,
    TwoFactorModule,
    UsersModule,
  ],
  controllers: [
    AccountController,
    AddressReleaseController,
    EmailVerificationController,
    LogInMethodsController,
    PasswordResetController,
  ],
  providers: [
    AccountCreationService,
    AccountDeletionService,
    AccountGroupsService,
    AccountListService,
    AccountOperationsService,
    AddressReleaseService,
    EmailVerificationService,
    LogInMethodsService,
    PasswordChangeService,
    PasswordResetRequests,
    PasswordResetService,
  ],
})
export class AccountModule {}
