import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { requestOf } from '../../http/request-of.js';
import { refusalFor } from '../../http/socket-exception.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { ReauthenticationRequiredException } from '../session.exceptions.js';
import { isProvedFreshly } from '../session-proofs.js';

/**
 * Lets through, after {@link JwtTwoFactorGuard}, who proved *all* factors of the account in the last five minutes
 * (OWASP ASVS v5.0.0-7.5.1). A trusted device proves nothing here.
 */
@Injectable()
export class FreshSessionGuard implements CanActivate {
  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    const { user, session } = requestOf(context) as RequestWithUser;
    if (!isProvedFreshly(user, session, this.clock.now())) {
      throw refusalFor(context, new ReauthenticationRequiredException(user));
    }
    return true;
  }
}
