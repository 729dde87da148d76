import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { AccessTokenAuthenticator } from '../strategies/access-token.authenticator.js';
import { JwtStrategy } from '../strategies/jwt.strategy.js';
import { admitVerified } from './admit-verified.js';
import { userOrThrow } from './user-or-throw.js';

/** Lets through whoever proved the first factor, also a pending log-in. */
@Injectable()
export class JwtAuthenticationGuard extends AuthGuard('jwt') {
  constructor(
    private readonly authenticator: AccessTokenAuthenticator,
    private readonly strategy: JwtStrategy,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    return (
      (await admitVerified(context, this.authenticator, this.strategy)) ||
      ((await super.canActivate(context)) as boolean)
    );
  }

  override handleRequest<TUser>(error: Error | null, user: TUser | false): TUser {
    return userOrThrow(error, user);
  }
}
