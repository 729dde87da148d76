import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { userOrThrow } from './user-or-throw.js';

/** Lets through whoever proved every factor that the account has: the guard to protect a controller with. */
@Injectable()
export class JwtTwoFactorGuard extends AuthGuard('jwt-two-factor') {
  override handleRequest<TUser>(error: Error | null, user: TUser | false): TUser {
    return userOrThrow(error, user);
  }
}
