import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { isFresh } from '../session-lifetimes.js';
import type { Session } from '../session.entity.js';
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
    const now = this.clock.now();
    if (!proofsOf(user, session).every((provedAt) => isFresh(provedAt, now))) {
      throw new ReauthenticationRequiredException(user);
    }
    return true;
  }
}

/** When what the account is asked for was proved. */
function proofsOf(user: User, session: Session): (Date | null)[] {
  if (!user.isPasswordLogInEnabled) {
    return [session.passkeyVerifiedAt];
  }
  return user.isTwoFactorAuthenticationEnabled
    ? [session.firstFactorVerifiedAt, session.secondFactorVerifiedAt]
    : [session.firstFactorVerifiedAt];
}
