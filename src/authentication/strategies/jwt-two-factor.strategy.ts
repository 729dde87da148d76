import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import type { User } from '../../users/user.entity.js';
import { SecondFactorRequiredException } from '../authentication.exceptions.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { AccessTokenAuthenticator } from './access-token.authenticator.js';

/** A second factor is needed if, and only if, the account has two-factor authentication on. */
@Injectable()
export class JwtTwoFactorStrategy extends PassportStrategy(Strategy, 'jwt-two-factor') {
  constructor(private readonly authenticator: AccessTokenAuthenticator) {
    super(authenticator.strategyOptions);
  }

  async validate(request: RequestWithUser, payload: unknown): Promise<User> {
    const user = await this.authenticator.authenticate(request, payload);
    if (user.isTwoFactorAuthenticationEnabled && !request.session.isSecondFactorAuthenticated) {
      throw new SecondFactorRequiredException();
    }
    return user;
  }
}
