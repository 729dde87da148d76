import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { Session } from '../session.entity.js';
import { NotAuthenticatedException } from '../session.exceptions.js';
import { AccessTokenAuthenticator } from '../strategies/access-token.authenticator.js';

/**
 * What all guards share, in front of a Passport strategy: a token that was verified before is not verified again, which would
 * take half of the time of a request. Everything else is looked at each time: that the session is alive, and how strongly it
 * is authenticated.
 */
export function SessionGuard(strategy: string) {
  @Injectable()
  abstract class Guard extends AuthGuard(strategy) {
    constructor(private readonly authenticator: AccessTokenAuthenticator) {
      super();
    }

    /** @throws what refuses a session that is alive. */
    protected abstract admit(user: User, session: Session): void;

    override async canActivate(context: ExecutionContext): Promise<boolean> {
      const request = context.switchToHttp().getRequest<RequestWithUser>();
      const payload = this.authenticator.recall(request);
      if (!payload) {
        return (await super.canActivate(context)) as boolean;
      }
      const user = await this.authenticator.authenticate(request, payload);
      this.admit(user, request.session);
      request.user = user;
      return true;
    }

    /** Passport reports a missing or bad token as no user, and what a strategy threw as an error. */
    override handleRequest<TUser>(error: Error | null, user: TUser | false): TUser {
      if (error) {
        throw error;
      }
      if (!user) {
        throw new NotAuthenticatedException();
      }
      return user;
    }
  }
  return Guard;
}
