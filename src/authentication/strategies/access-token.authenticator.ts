import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { StrategyOptionsWithRequest } from 'passport-jwt';
import type { User } from '../../users/user.entity.js';
import { NotAuthenticatedException } from '../authentication.exceptions.js';
import { CookiesService } from '../cookies.service.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { LiveSessionsService } from '../sessions/live-sessions.service.js';
import { AccessTokensService } from '../tokens/access-tokens.service.js';
import { isTokenPayload } from '../tokens/token-payload.interface.js';

/** What both JWT strategies share: where the token stands, what is pinned, and that its session is alive. */
@Injectable()
export class AccessTokenAuthenticator {
  readonly strategyOptions: StrategyOptionsWithRequest;

  constructor(
    cookies: CookiesService,
    accessTokens: AccessTokensService,
    private readonly liveSessions: LiveSessionsService,
  ) {
    this.strategyOptions = {
      // passport-jwt overwrites these with undefined when they stand in `jsonWebTokenOptions`.
      ...accessTokens.verificationOptions,
      passReqToCallback: true,
      jwtFromRequest: (request: unknown) => cookies.read(request as FastifyRequest).accessToken ?? null,
      secretOrKeyProvider: (_request, token: string, done) => {
        const key = accessTokens.verificationKey(token);
        done(key ? null : new NotAuthenticatedException(), key as never);
      },
    };
  }

  /** @throws NotAuthenticatedException when the token's session is over: the row is the truth, not the token. */
  async authenticate(request: RequestWithUser, payload: unknown): Promise<User> {
    const live = isTokenPayload(payload) ? await this.liveSessions.findById(payload.sid) : undefined;
    if (!live || live.user.id !== (payload as { sub: string }).sub) {
      throw new NotAuthenticatedException();
    }
    request.session = live.session;
    return live.user;
  }
}
