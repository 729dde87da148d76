import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import { type Turn, UserTurns } from '../rate-limiting/user-turns.js';
import { NotAuthenticatedException } from './authentication.exceptions.js';
import { CookiesService } from './cookies.service.js';
import type { RequestWithUser } from './request-with-user.interface.js';
import { LiveSessionsService } from './sessions/live-sessions.service.js';
import { familyOf } from './sessions/refresh-token.js';

/** Stands before the handlers that lock a user's rows; see {@link UserTurns}. What only reads goes through. */
@Injectable()
export class UserTurnsInterceptor implements NestInterceptor {
  constructor(
    private readonly turns: UserTurns,
    private readonly cookies: CookiesService,
    private readonly liveSessions: LiveSessionsService,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Partial<RequestWithUser> & RequestWithUser>();
    const key = request.method === 'GET' ? undefined : this.keyOf(request);
    if (key === undefined) {
      return next.handle();
    }
    const turn = await this.turns.take(key);
    await this.admitAgain(request, turn);
    // Not when the client hangs up: its statements go on all the same.
    return next.handle().pipe(finalize(() => turn.end()));
  }

  /** Whoever is not logged in is known by what the request presents: of one session, or of one mail. */
  private keyOf(request: Partial<RequestWithUser> & RequestWithUser): string | undefined {
    if (request.user) {
      return request.user.id;
    }
    const { refreshToken, accessToken } = this.cookies.read(request);
    const token = (request.body as { token?: unknown } | undefined)?.token ?? accessToken;
    return refreshToken ? familyOf(refreshToken) : typeof token === 'string' ? token : undefined;
  }

  /** The session may have ended while the request waited. */
  private async admitAgain(request: Partial<RequestWithUser>, { isLate, end }: Turn): Promise<void> {
    if (!isLate || !request.session) {
      return;
    }
    try {
      const live = await this.liveSessions.findById(request.session.id);
      if (!live) {
        throw new NotAuthenticatedException();
      }
      Object.assign(request, live);
    } catch (error) {
      end();
      throw error;
    }
  }
}
