import { Injectable } from '@nestjs/common';
import { requireSecondFactor } from '../strategies/jwt-two-factor.strategy.js';
import { SessionGuard } from './session.guard.js';

/** Lets through whoever proved every factor that the account has: the guard to protect a controller with. */
@Injectable()
export class JwtTwoFactorGuard extends SessionGuard('jwt-two-factor') {
  protected readonly admit = requireSecondFactor;
}
