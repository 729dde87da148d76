import { Module } from '@nestjs/common';
import { RateLimitsService } from './rate-limits.service.js';
import { UserTurns } from './user-turns.js';

const services = [RateLimitsService, UserTurns];

@Module({ providers: services, exports: services })
export class RateLimitingModule {}
