import { Injectable } from '@nestjs/common';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import type { HttpRequest } from '../http/http-request.js';
import { UnknownHostException } from './forward-auth.exceptions.js';
import { forwardedHostOf } from './forwarded-request.js';
import { Policy } from './policy.js';

/** The hosts of the policy, as browsers come to them. */
@Injectable()
export class ProtectedHosts {
  constructor(private readonly policy: Policy) {}

  /**
   * The host that a request was sent to.
   *
   * @throws ValidationFailedException, UnknownHostException
   */
  of(request: HttpRequest): string {
    const { host, isSecure } = forwardedHostOf(request);
    if (!this.policy.has(host)) {
      throw new UnknownHostException();
    }
    if (!isSecure) {
      throw new ValidationFailedException([
        'This works by https only: the proxy must send X-Forwarded-Proto: https.',
      ]);
    }
    return host;
  }
}
