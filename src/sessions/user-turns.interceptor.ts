import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import { UserTurns } from '../rate-limiting/user-turns.js';
import { CookiesService } from './cookies.service.js';
import { LiveSessionsService } from './live-sessions.service.js';
import { familyOf } from './refresh-token.js';
import type { RequestWithUser } from './request-with-user.interface.js';
import { NotAuthenticatedException } from './session.exceptions.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';

type Request = Omit<RequestWithUser, 'user' | 'session'> & Partial<RequestWithUser>;

/** Stands before the handlers that lock a user's rows; see {@link UserTurns}. What only reads goes through. */
@Injectable()
export class UserTurnsInterceptor implements NestInterceptor {
  constructor(
    private readonly turns: UserTurns,
    private readonly cookies: CookiesService,
    private readonly accessTokens: AccessTokensService,
    private readonly liveSessions: LiveSessionsService,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.method === 'GET') {
      return next.handle();
    }
    const turn = await this.turns.take(...this.keysOf(request));
    try {
      if (turn.isLate && request.session) {
        await this.admitAgain(request, request.session.id);
      }
    } catch (error) {
      turn.end();
      throw error;
    }
    // Not when the client hangs up: its statements go on all the same.
    return next.handle().pipe(finalize(() => turn.end()));
  }

  /**
   * Whoever is not logged in is known by what the request presents: of one mail, of one session. By all of it, since what
   * is made up beside it must not lead to more turns.
   */
  private keysOf(request: Request): string[] {
    if (request.user) {
      return [request.user.id];
    }
    const { accessToken, refreshToken } = this.cookies.read(request);
    const keys = [
      (request.body as { token?: unknown } | undefined)?.token,
      accessToken && this.accessTokens.sessionIdOf(accessToken),
      refreshToken && familyOf(refreshToken),
    ];
    return keys.filter((key): key is string => typeof key === 'string' && key !== '');
  }

  /** The session may have ended while the request waited. */
  private async admitAgain(request: Request, sessionId: string): Promise<void> {
    const live = await this.liveSessions.findById(sessionId);
    if (!live) {
      throw new NotAuthenticatedException();
    }
    Object.assign(request, live);
  }
}
