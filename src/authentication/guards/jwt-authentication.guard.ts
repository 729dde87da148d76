import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { userOrThrow } from './user-or-throw.js';

/** Lets through whoever proved the first factor, also a pending log-in. */
@Injectable()
export class JwtAuthenticationGuard extends AuthGuard('jwt') {
  override handleRequest<TUser>(error: Error | null, user: TUser | false): TUser {
    return userOrThrow(error, user);
  }
}
