import { Injectable } from '@nestjs/common';
import { generateToken } from '../../crypto/opaque-token.js';
import type { HttpRequest, HttpResponse } from '../../http/http-request.js';
import { CookiesService } from '../../sessions/cookies.service.js';
import type { LiveSession } from '../../sessions/live-session.js';
import { AccessTokenAuthenticator } from '../../sessions/strategies/access-token.authenticator.js';
import type { ChallengeBinding } from './passkey-challenges.service.js';

/** Bytes. */
const BINDING_LENGTH = 16;

/** Who may answer the challenges of a request to a public route: its live session, also a pending one, or else the browser. */
@Injectable()
export class ChallengeBindingsService {
  constructor(
    private readonly cookies: CookiesService,
    private readonly authenticator: AccessTokenAuthenticator,
  ) {}

  /** @returns undefined for a browser that was never given a challenge. */
  async of(request: HttpRequest): Promise<ChallengeBinding | undefined> {
    return this.bindingOf(request, await this.authenticator.sessionOf(request));
  }

  bindingOf(request: HttpRequest, live: LiveSession | undefined): ChallengeBinding | undefined {
    if (live) {
      return { to: 'session', id: live.session.id };
    }
    const id = this.cookies.read(request).passkeyChallenge;
    return id === undefined ? undefined : { to: 'browser', id };
  }

  /** Of the browser, which keeps the one that it has: other tabs wait with theirs. */
  ofBrowser(request: HttpRequest, reply: HttpResponse): ChallengeBinding {
    const { passkeyChallenge } = this.cookies.read(request);
    if (passkeyChallenge) {
      return { to: 'browser', id: passkeyChallenge };
    }
    const id = generateToken(BINDING_LENGTH);
    this.cookies.writePasskeyChallenge(reply, id);
    return { to: 'browser', id };
  }
}
