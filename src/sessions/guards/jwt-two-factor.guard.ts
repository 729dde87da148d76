import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { AccessTokenAuthenticator } from '../strategies/access-token.authenticator.js';
import { JwtTwoFactorStrategy } from '../strategies/jwt-two-factor.strategy.js';
import { admitVerified } from './admit-verified.js';
import { userOrThrow } from './user-or-throw.js';

/** Lets through whoever proved every factor that the account has: the guard to protect a controller with. */
@Injectable()
export class JwtTwoFactorGuard extends AuthGuard('jwt-two-factor') {
  constructor(
    private readonly authenticator: AccessTokenAuthenticator,
    private readonly strategy: JwtTwoFactorStrategy,
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
