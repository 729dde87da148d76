import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { TwoFactorPolicy } from '../../users/two-factor-policy.js';
import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { Session } from '../session.entity.js';
import { SecondFactorRequiredException } from '../session.exceptions.js';
import { AccessTokenAuthenticator } from './access-token.authenticator.js';
import { passportFor } from './passport-name.js';

/** A second factor is needed where the account has two-factor authentication on, and where the policy says that it must. */
@Injectable()
export class JwtTwoFactorStrategy extends PassportStrategy(Strategy, 'jwt-two-factor') {
  constructor(
    private readonly authenticator: AccessTokenAuthenticator,
    private readonly policy: TwoFactorPolicy,
  ) {
    super(authenticator.strategyOptions);
  }

  /** Asked by `PassportStrategy` before it registers this. */
  getPassportInstance(): unknown {
    return passportFor('jwt-two-factor', JwtTwoFactorStrategy);
  }

  /** Called by Passport once a token is verified. */
  async validate(request: RequestWithUser, payload: unknown): Promise<User> {
    const user = await this.authenticator.validate(request, payload);
    requireAllFactors(user, request.session, this.policy);
    return user;
  }
}

/** @throws SecondFactorRequiredException, TwoFactorEnrolmentRequiredException */
export function requireAllFactors(user: User, session: Session, policy: TwoFactorPolicy): void {
  requireSecondFactor(user, session);
  policy.requireEnrolment(user);
}

/** @throws SecondFactorRequiredException */
export function requireSecondFactor(user: User, session: Session): void {
  if (user.isTwoFactorAuthenticationEnabled && !session.isSecondFactorAuthenticated) {
    throw new SecondFactorRequiredException();
  }
}
