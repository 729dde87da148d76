import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { FRESHNESS } from '../session-lifetimes.js';
import { ReauthenticationRequiredException } from '../session.exceptions.js';

/**
 * Lets through, after {@link JwtTwoFactorGuard}, who proved *all* factors of the account in the last five minutes
 * (OWASP ASVS v5.0.0-7.5.1). A trusted device proves nothing here.
 */
@Injectable()
export class FreshSessionGuard implements CanActivate {
  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    const { user, session } = context.switchToHttp().getRequest<RequestWithUser>();
    const proofs = [session.passwordVerifiedAt];
    if (user.isTwoFactorAuthenticationEnabled) {
      proofs.push(session.secondFactorVerifiedAt ?? new Date(0));
    }
    const now = this.clock.now().getTime();
    // Either way: where the clock was set back, what was proved "in the future" must not stay fresh until then.
    if (proofs.some((provedAt) => Math.abs(now - provedAt.getTime()) > FRESHNESS * 1000)) {
      throw new ReauthenticationRequiredException(user.isTwoFactorAuthenticationEnabled);
    }
    return true;
  }
}
