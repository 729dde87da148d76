import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import type { User } from '../../users/user.entity.js';
import { SecondFactorRequiredException } from '../session.exceptions.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { TokenPayload } from '../tokens/token-payload.interface.js';
import { AccessTokenAuthenticator } from './access-token.authenticator.js';
import type { AdmittingStrategy } from './admitting-strategy.interface.js';

/** A second factor is needed if, and only if, the account has two-factor authentication on. */
@Injectable()
export class JwtTwoFactorStrategy
  extends PassportStrategy(Strategy, 'jwt-two-factor')
  implements AdmittingStrategy
{
  constructor(private readonly authenticator: AccessTokenAuthenticator) {
    super(authenticator.strategyOptions);
  }

  /** Called by Passport once a token is verified. */
  validate(request: RequestWithUser, payload: unknown): Promise<User> {
    return this.admit(request, this.authenticator.remember(request, payload));
  }

  async admit(request: RequestWithUser, payload: TokenPayload): Promise<User> {
    const user = await this.authenticator.authenticate(request, payload);
    if (user.isTwoFactorAuthenticationEnabled && !request.session.isSecondFactorAuthenticated) {
      throw new SecondFactorRequiredException();
    }
    return user;
  }
}
