import { Injectable } from '@nestjs/common';
import { requireSecondFactor } from '../strategies/jwt-two-factor.strategy.js';
import { SessionGuard } from './session.guard.js';

/** Lets through whom {@link JwtTwoFactorGuard} lets through, and who must turn two-factor authentication on before anything else. */
@Injectable()
export class EnrolmentGuard extends SessionGuard('jwt', requireSecondFactor) {}
