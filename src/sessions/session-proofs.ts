import type { User } from '../users/user.entity.js';
import { isFresh } from './session-lifetimes.js';
import type { Session } from './session.entity.js';

/** When what the account is asked for was proved. */
function proofsOf(user: User, session: Session): (Date | null)[] {
  if (!user.isPasswordLogInEnabled) {
    return [session.passkeyVerifiedAt];
  }
  return user.isTwoFactorAuthenticationEnabled
    ? [session.firstFactorVerifiedAt, session.secondFactorVerifiedAt]
    : [session.firstFactorVerifiedAt];
}

/** Whether *all* factors of the account were proved in the last five minutes. A trusted device proves nothing here. */
export function isProvedFreshly(user: User, session: Session, now: Date): boolean {
  return proofsOf(user, session).every((proof) => isFresh(proof, now));
}

/** Since when all that was proved in the session has been proved. */
export function provedAt(user: User, session: Session): Date {
  const times = proofsOf(user, session).filter((time) => time !== null);
  return new Date(Math.min(...(times.length > 0 ? times : [session.firstFactorVerifiedAt]).map(Number)));
}
