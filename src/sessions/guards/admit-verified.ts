import type { ExecutionContext } from '@nestjs/common';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { AccessTokenAuthenticator } from '../strategies/access-token.authenticator.js';
import type { AdmittingStrategy } from '../strategies/admitting-strategy.interface.js';

/**
 * What both guards do before they turn to Passport: a token that was verified before is not verified again, which would
 * take half of the time of a request. Its strategy decides all the same.
 *
 * @returns whether the token was known.
 */
export async function admitVerified(
  context: ExecutionContext,
  authenticator: AccessTokenAuthenticator,
  strategy: AdmittingStrategy,
): Promise<boolean> {
  const request = context.switchToHttp().getRequest<RequestWithUser>();
  const payload = authenticator.recall(request);
  if (!payload) {
    return false;
  }
  request.user = await strategy.admit(request, payload);
  return true;
}
