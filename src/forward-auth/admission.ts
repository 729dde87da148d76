import type { LiveSession } from '../sessions/live-session.js';
import {
  NotAuthenticatedException,
  ReauthenticationRequiredException,
} from '../sessions/session.exceptions.js';
import { isProvedFreshly } from '../sessions/session-proofs.js';
import { isPendingLogIn } from '../sessions/sessions.service.js';
import type { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { EnrolmentRequiredException, MissingGroupException } from './forward-auth.exceptions.js';
import type { Requirement } from './policy.js';

/**
 * Lets a session through that fulfils what is required. Nobody is asked to prove anything for what stays closed all the same.
 *
 * @throws NotAuthenticatedException, MissingGroupException, EnrolmentRequiredException,
 *   TwoFactorEnrolmentRequiredException, ReauthenticationRequiredException
 */
export function admit(
  live: LiveSession | undefined,
  { level, groups }: Requirement,
  policy: TwoFactorPolicy,
  now: Date,
): LiveSession {
  if (!live || !isLoggedIn(live)) {
    throw new NotAuthenticatedException();
  }
  const { user, session } = live;
  if (!groups.every((names) => names.some((name) => user.groups.includes(name)))) {
    throw new MissingGroupException();
  }
  policy.requireEnrolment(user);
  const needsTwoFactors = level === 'two factors' || level === 'fresh';
  if (needsTwoFactors && !user.isTwoFactorAuthenticationEnabled) {
    throw new EnrolmentRequiredException();
  }
  if (level === 'fresh' && !isProvedFreshly(user, session, now)) {
    throw new ReauthenticationRequiredException(user);
  }
  return live;
}

/** With all factors that the account has. */
function isLoggedIn({ user, session }: LiveSession): boolean {
  return (
    !isPendingLogIn(session) &&
    (session.isSecondFactorAuthenticated || !user.isTwoFactorAuthenticationEnabled)
  );
}
