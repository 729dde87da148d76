import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { AccessTokenAuthenticator } from './access-token.authenticator.js';
import { passportFor } from './passport-name.js';

/** The first factor is enough: a pending log-in passes. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(private readonly authenticator: AccessTokenAuthenticator) {
    super(authenticator.strategyOptions);
  }

  /** Asked by `PassportStrategy` before it registers this. */
  getPassportInstance(): unknown {
    return passportFor('jwt', JwtStrategy);
  }

  /** Called by Passport once a token is verified. */
  validate(request: RequestWithUser, payload: unknown): Promise<User> {
    return this.authenticator.validate(request, payload);
  }
}
