import { Injectable } from '@nestjs/common';
import type { StrategyOptionsWithRequest } from 'passport-jwt';
import type { HttpRequest } from '../../http/http-request.js';
import type { User } from '../../users/user.entity.js';
import { CookiesService } from '../cookies.service.js';
import type { LiveSession } from '../live-session.js';
import { LiveSessionsService } from '../live-sessions.service.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import { NotAuthenticatedException } from '../session.exceptions.js';
import { AccessTokensService } from '../tokens/access-tokens.service.js';
import { isTokenPayload, type TokenPayload } from '../tokens/token-payload.interface.js';
import { VerifiedTokens } from '../tokens/verified-tokens.js';

/** What both JWT strategies share: where the token stands, what is pinned, and that its session is alive. */
@Injectable()
export class AccessTokenAuthenticator {
  readonly strategyOptions: StrategyOptionsWithRequest;

  constructor(
    private readonly cookies: CookiesService,
    private readonly verifiedTokens: VerifiedTokens,
    private readonly accessTokens: AccessTokensService,
    private readonly liveSessions: LiveSessionsService,
  ) {
    this.strategyOptions = {
      // passport-jwt overwrites these with undefined when they stand in `jsonWebTokenOptions`.
      ...accessTokens.verificationOptions,
      passReqToCallback: true,
      jwtFromRequest: (request: unknown) => cookies.readAccessToken(request as HttpRequest) ?? null,
      secretOrKeyProvider: (_request, token: string, done) => {
        const key = accessTokens.verificationKey(token);
        done(key ? null : new NotAuthenticatedException(), key as never);
      },
    };
  }

  /** The payload of the request's token if it was verified before; all others Passport has to verify. */
  recall(request: HttpRequest): TokenPayload | undefined {
    const token = this.cookies.readAccessToken(request);
    return token === undefined ? undefined : this.verifiedTokens.find(token);
  }

  /**
   * What a strategy does about a token that Passport has just verified; it is remembered.
   *
   * @throws NotAuthenticatedException when it does not have the shape that this server signs, and as {@link authenticate}
   */
  async validate(request: RequestWithUser, payload: unknown): Promise<User> {
    const token = this.cookies.readAccessToken(request);
    if (token === undefined || !isTokenPayload(payload)) {
      throw new NotAuthenticatedException();
    }
    this.verifiedTokens.add(token, payload);
    return this.authenticate(request, payload);
  }

  /** @throws NotAuthenticatedException when the token's session is over: the row is the truth, not the token. */
  async authenticate(request: RequestWithUser, payload: TokenPayload): Promise<User> {
    const live = await this.findSession(payload);
    if (!live) {
      throw new NotAuthenticatedException();
    }
    request.session = live.session;
    return live.user;
  }

  /** Of a request that may have none. */
  async sessionOf(request: HttpRequest): Promise<LiveSession | undefined> {
    const token = this.cookies.readAccessToken(request) ?? '';
    const claims = this.accessTokens.payloadOf(token);
    if (claims) {
      this.verifiedTokens.add(token, claims);
    }
    // Not one that has expired.
    const payload = this.recall(request);
    return payload && this.findSession(payload);
  }

  private async findSession({ sid, sub, rotation }: TokenPayload): Promise<LiveSession | undefined> {
    const live = await this.liveSessions.findById(sid, rotation);
    return live?.user.id === sub ? live : undefined;
  }
}
