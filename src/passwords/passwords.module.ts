import { Module } from '@nestjs/common';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { UsersModule } from '../users/users.module.js';
import { BreachedPasswordsService } from './breached-passwords.service.js';
import { NewPasswordHasher } from './new-password.hasher.js';
import { PasswordBudget } from './password-budget.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordVerificationService } from './password-verification.service.js';

@Module({
  imports: [RateLimitingModule, SecurityEventsModule, UsersModule],
  providers: [
    BreachedPasswordsService,
    NewPasswordHasher,
    PasswordBudget,
    PasswordPolicy,
    PasswordVerificationService,
  ],
  exports: [NewPasswordHasher, PasswordBudget, PasswordVerificationService],
})
export class PasswordsModule {}
