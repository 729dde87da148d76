import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ValidationFailedException } from '../../errors/common.exceptions.js';
import { isDatabaseUnavailable } from '../../errors/database-errors.js';
import type { HttpRequest } from '../../http/http-request.js';
import { requestOf } from '../../http/request-of.js';
import { CookiesService } from '../cookies.service.js';
import { PresentedSessionsService } from '../presented-sessions.service.js';
import { OtherUserException } from '../session.exceptions.js';
import { AccessTokensService } from '../tokens/access-tokens.service.js';

const CHANGING_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Holds a changing request against its header `X-User-Id`, if it has one. Cookies belong to all tabs: while one still shows
 * an account, somebody else may have logged in by another, and what is clicked in the first must not be done to the second.
 * Before all other guards, so that nothing is charged, written or answered for the wrong user.
 */
@Injectable()
export class SameUserGuard implements CanActivate {
  constructor(
    private readonly cookies: CookiesService,
    private readonly accessTokens: AccessTokensService,
    private readonly presentedSessions: PresentedSessionsService,
  ) {}

  /** @throws ValidationFailedException, OtherUserException */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    const header = request.headers['x-user-id'];
    if (header === undefined || !CHANGING_METHODS.has(request.method)) {
      return true;
    }
    return this.admit(request, header);
  }

  private async admit(request: HttpRequest, header: unknown): Promise<boolean> {
    if (!isUUID(header)) {
      throw new ValidationFailedException(['X-User-Id must be the id of one user.']);
    }
    const userId = String(header).toLowerCase();
    const owners = await this.ownersOf(request, userId);
    if (owners.some((owner) => owner !== userId)) {
      throw new OtherUserException();
    }
    return true;
  }

  /** Asks the database only where the access token does not say already that it is the user's own. */
  private async ownersOf(request: HttpRequest, userId: string): Promise<string[]> {
    const { accessToken, refreshToken } = this.cookies.read(request);
    const payload = accessToken ? this.accessTokens.payloadOf(accessToken) : undefined;
    if (payload?.sub === userId || (!payload && !refreshToken)) {
      return [];
    }
    try {
      return await this.presentedSessions.findOwners(payload?.sid, refreshToken);
    } catch (error) {
      // Without an access token only a log-in, a refresh or a log-out can be meant. They need the database themselves, and
      // the last one clears the cookies first.
      if (payload || !isDatabaseUnavailable(error)) {
        throw error;
      }
      return [];
    }
  }
}
