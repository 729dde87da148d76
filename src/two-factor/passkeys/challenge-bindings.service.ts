import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../clock/clock.js';
import { generateToken } from '../../crypto/opaque-token.js';
import { CookiesService } from '../../sessions/cookies.service.js';
import type { LiveSession } from '../../sessions/live-session.js';
import { LiveSessionsService } from '../../sessions/live-sessions.service.js';
import { AccessTokensService } from '../../sessions/tokens/access-tokens.service.js';
import type { ChallengeBinding } from './passkey-challenges.service.js';

/** Bytes. */
const BINDING_LENGTH = 16;

/** Who may answer the challenges of a request to a public route: its live session, also a pending one, or else the browser. */
@Injectable()
export class ChallengeBindingsService {
  constructor(
    private readonly cookies: CookiesService,
    private readonly accessTokens: AccessTokensService,
    private readonly liveSessions: LiveSessionsService,
    private readonly clock: Clock,
  ) {}

  async sessionOf(request: FastifyRequest): Promise<LiveSession | undefined> {
    const accessToken = this.cookies.readAccessToken(request);
    const payload = accessToken ? this.accessTokens.payloadOf(accessToken) : undefined;
    if (!payload || payload.exp * 1000 <= this.clock.now().getTime()) {
      return undefined;
    }
    const live = await this.liveSessions.findById(payload.sid, payload.rotation);
    return live?.user.id === payload.sub ? live : undefined;
  }

  /** @returns undefined for a browser that was never given a challenge. */
  async of(request: FastifyRequest): Promise<ChallengeBinding | undefined> {
    return this.bindingOf(request, await this.sessionOf(request));
  }

  bindingOf(request: FastifyRequest, live: LiveSession | undefined): ChallengeBinding | undefined {
    if (live) {
      return { to: 'session', id: live.session.id };
    }
    const id = this.cookies.read(request).passkeyChallenge;
    return id === undefined ? undefined : { to: 'browser', id };
  }

  /** Of the browser, which keeps the one that it has: other tabs wait with theirs. */
  ofBrowser(request: FastifyRequest, reply: FastifyReply): ChallengeBinding {
    const { passkeyChallenge } = this.cookies.read(request);
    if (passkeyChallenge) {
      return { to: 'browser', id: passkeyChallenge };
    }
    const id = generateToken(BINDING_LENGTH);
    this.cookies.writePasskeyChallenge(reply, id);
    return { to: 'browser', id };
  }
}
