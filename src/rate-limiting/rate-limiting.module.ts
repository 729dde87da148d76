import { Module } from '@nestjs/common';
import { PasswordBudget } from '../passwords/password-budget.js';
import { RateLimitsService } from './rate-limits.service.js';
import { UserTurns } from './user-turns.js';

const services = [RateLimitsService, PasswordBudget, UserTurns];

@Module({ providers: services, exports: services })
export class RateLimitingModule {}
