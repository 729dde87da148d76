import { Injectable } from '@nestjs/common';
import { CrossOriginException } from '../errors/common.exceptions.js';
import type { HttpRequest } from '../http/http-request.js';
import { Environment } from '../options/environment.js';
import type { LiveSession } from './live-session.js';
import { LiveSessionsService } from './live-sessions.service.js';
import { NotAuthenticatedException } from './session.exceptions.js';
import { AccessTokenAuthenticator } from './strategies/access-token.authenticator.js';

/**
 * The sessions of open WebSockets. A socket keeps the cookies that it was opened with: the first message needs an access token
 * that has not expired, the later ones only that its session still lives. So a socket may outlive its token, and never its session.
 */
@Injectable()
export class SocketSessions {
  /** By the request that the socket began as. */
  private readonly sessionIds = new WeakMap<HttpRequest, string>();
  private readonly origins: ReadonlySet<string>;

  constructor(
    private readonly authenticator: AccessTokenAuthenticator,
    private readonly liveSessions: LiveSessionsService,
    { trustedOrigins }: Environment,
  ) {
    this.origins = new Set(trustedOrigins);
  }

  /**
   * @throws CrossOriginException for a page of another site, whose sockets bring our cookies along (OWASP ASVS v5.0.0-4.4.2);
   *   NotAuthenticatedException
   */
  async sessionOf(request: HttpRequest): Promise<LiveSession> {
    const { origin } = request.headers;
    if (origin !== undefined && !this.origins.has(origin)) {
      throw new CrossOriginException();
    }
    const id = this.sessionIds.get(request);
    const live = await (id ? this.liveSessions.findById(id) : this.authenticator.sessionOf(request));
    if (!live) {
      throw new NotAuthenticatedException();
    }
    this.sessionIds.set(request, live.session.id);
    return live;
  }
}
