import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { LiveSession } from '../sessions/live-session.js';
import {
  NotAuthenticatedException,
  ReauthenticationRequiredException,
} from '../sessions/session.exceptions.js';
import { TwoFactorEnrolmentRequiredException, TwoFactorPolicy } from '../users/two-factor-policy.js';
import { admit } from './admission.js';
import { EnrolmentRequiredException, UnknownHostException } from './forward-auth.exceptions.js';
import { GateCodesService } from './gate-codes.service.js';
import { canonicalHost } from './host-name.js';
import { Policy } from './policy.js';
import { addressOf, authorizePath } from './return-target.js';

/** What a browser wants to be let in to. */
export interface AuthorizationRequest {
  host: string;
  /** SHA-256, base64url, of the cookie that it has there. */
  state: string;
  /** Path and query. */
  returnTo: string;
}

/** What the account pages help with before they come back here; `web/src/continuation.ts` has the same. */
const needs = [
  [NotAuthenticatedException, 'log-in'],
  [EnrolmentRequiredException, 'second-factor'],
  [TwoFactorEnrolmentRequiredException, 'second-factor'],
  [ReauthenticationRequiredException, 'proof'],
] as const;

/** Sends a browser that is logged in here on to a protected host, with a code. */
@Injectable()
export class AuthorizationService {
  constructor(
    private readonly policy: Policy,
    private readonly codes: GateCodesService,
    private readonly twoFactorPolicy: TwoFactorPolicy,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns where the browser goes: to its host, or to the page where what is missing is proved.
   * @throws UnknownHostException, MissingGroupException, TooManyAttemptsException
   */
  async authorize(request: AuthorizationRequest, live: LiveSession | undefined): Promise<string> {
    const host = canonicalHost(request.host) ?? '';
    const requirement = this.policy.requirementOf(host, request.returnTo);
    if (!requirement) {
      throw new UnknownHostException();
    }
    let admitted: LiveSession;
    try {
      admitted = admit(live, requirement, this.twoFactorPolicy, this.clock.now());
    } catch (error) {
      const [, need] = needs.find(([kind]) => error instanceof kind) ?? [];
      if (need) {
        return pageFor(need, request);
      }
      throw error;
    }
    const stateHash = Buffer.from(request.state, 'base64url');
    const code = await this.codes.issue(admitted.session, { host, stateHash, returnTo: request.returnTo });
    return addressOf(host, `/.twofold/callback?code=${code}`);
  }
}

function pageFor(need: string, { host, state, returnTo }: AuthorizationRequest): string {
  const query = new URLSearchParams({ need, continue: authorizePath(host, state, returnTo) });
  return `/?${query.toString()}`;
}
