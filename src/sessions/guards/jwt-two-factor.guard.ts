import { Injectable } from '@nestjs/common';
import { requireAllFactors } from '../strategies/jwt-two-factor.strategy.js';
import { SessionGuard } from './session.guard.js';

/** Lets through whoever proved every factor that the account has, and must have: the guard to protect a controller with. */
@Injectable()
export class JwtTwoFactorGuard extends SessionGuard('jwt-two-factor', requireAllFactors) {}
