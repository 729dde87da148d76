import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { countResult } from '../http/count-result.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { admit } from './admission.js';
import { UnknownHostException } from './forward-auth.exceptions.js';
import { forwardAuthChecks } from './forward-auth.metrics.js';
import type { ForwardedRequest } from './forwarded-request.js';
import { GateSessionsService } from './gate-sessions.service.js';
import { IdentityHeadersService, type IdentityHeaders } from './identity-headers.service.js';
import { Policy } from './policy.js';

/** Answers proxies: whether a request may pass, and who sent it. */
@Injectable()
export class ForwardAuthService {
  constructor(
    private readonly policy: Policy,
    private readonly gates: GateSessionsService,
    private readonly identity: IdentityHeadersService,
    private readonly twoFactorPolicy: TwoFactorPolicy,
    private readonly clock: Clock,
  ) {}

  /**
   * @param gate the cookie of the protected host.
   * @throws ApiException with the reason why it may not pass.
   */
  admit(request: () => ForwardedRequest, gate: string | undefined): Promise<IdentityHeaders> {
    return countResult(forwardAuthChecks, {}, () => this.decide(request(), gate));
  }

  private async decide(
    { host, target, isSecure }: ForwardedRequest,
    gate: string | undefined,
  ): Promise<IdentityHeaders> {
    const requirement = this.policy.requirementOf(host, target);
    if (!requirement) {
      throw new UnknownHostException();
    }
    if (requirement.level === 'public') {
      return this.identity.ofNobody();
    }
    const live = isSecure ? await this.gates.find(gate, host) : undefined;
    return this.identity.of(
      admit(live, requirement, this.twoFactorPolicy, this.clock.now()),
      host,
      requirement.rule,
    );
  }
}
