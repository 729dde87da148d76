import { Module } from '@nestjs/common';
import { PasswordBudget } from './password-budget.js';
import { RateLimitsService } from './rate-limits.service.js';

@Module({ providers: [RateLimitsService, PasswordBudget], exports: [RateLimitsService, PasswordBudget] })
export class RateLimitingModule {}
