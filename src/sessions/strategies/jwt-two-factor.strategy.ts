import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { Session } from '../session.entity.js';
import { SecondFactorRequiredException } from '../session.exceptions.js';
import { AccessTokenAuthenticator } from './access-token.authenticator.js';

/** A second factor is needed if, and only if, the account has two-factor authentication on. */
@Injectable()
export class JwtTwoFactorStrategy extends PassportStrategy(Strategy, 'jwt-two-factor') {
  constructor(private readonly authenticator: AccessTokenAuthenticator) {
    super(authenticator.strategyOptions);
  }

  /** Called by Passport once a token is verified. */
  async validate(request: RequestWithUser, payload: unknown): Promise<User> {
    const user = await this.authenticator.validate(request, payload);
    requireSecondFactor(user, request.session);
    return user;
  }
}

/** @throws SecondFactorRequiredException */
export function requireSecondFactor(user: User, session: Session): void {
  if (user.isTwoFactorAuthenticationEnabled && !session.isSecondFactorAuthenticated) {
    throw new SecondFactorRequiredException();
  }
}
