import { type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { HttpRequest } from '../../http/http-request.js';
import { isSocketMessage, requestOf } from '../../http/request-of.js';
import { refusalFor } from '../../http/socket-exception.js';
import { TwoFactorPolicy } from '../../users/two-factor-policy.js';
import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { Session } from '../session.entity.js';
import { NotAuthenticatedException } from '../session.exceptions.js';
import { SocketSessions } from '../socket-sessions.service.js';
import { AccessTokenAuthenticator } from '../strategies/access-token.authenticator.js';

/**
 * What all guards share, in front of a Passport strategy: a token that was verified before is not verified again, which would
 * take half of the time of a request. Everything else is looked at each time: that the session is alive, and how strongly it
 * is authenticated.
 *
 * @param admit throws what refuses a session that is alive.
 */
export function SessionGuard(
  strategy: string,
  admit: (user: User, session: Session, policy: TwoFactorPolicy) => void,
): Type<{ canActivate(context: ExecutionContext): Promise<boolean> }> {
  @Injectable()
  class Guard extends AuthGuard(strategy) {
    constructor(
      private readonly authenticator: AccessTokenAuthenticator,
      private readonly sockets: SocketSessions,
      private readonly policy: TwoFactorPolicy,
    ) {
      super();
    }

    override async canActivate(context: ExecutionContext): Promise<boolean> {
      const request = requestOf(context) as RequestWithUser;
      if (isSocketMessage(context)) {
        return this.admitMessage(context, request);
      }
      const payload = this.authenticator.recall(request);
      if (payload) {
        request.user = await this.authenticator.authenticate(request, payload);
      } else {
        await super.canActivate(context);
      }
      admit(request.user, request.session, this.policy);
      return true;
    }

    override getRequest(context: ExecutionContext): HttpRequest {
      return requestOf(context);
    }

    private async admitMessage(context: ExecutionContext, request: RequestWithUser): Promise<boolean> {
      try {
        const live = await this.sockets.sessionOf(request);
        admit(live.user, live.session, this.policy);
        Object.assign(request, live);
        return true;
      } catch (error) {
        throw refusalFor(context, error);
      }
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
