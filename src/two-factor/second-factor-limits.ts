import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';

/** Consecutive wrong codes before the first wait. */
export const FREE_ATTEMPTS = 10;
/** Consecutive wrong codes at which one authenticator app is locked (NIST SP 800-63B-4 section 3.2.2). */
export const MAX_ATTEMPTS = 100;

/** Consecutive wrong backup codes after which they wait as other codes do, and unlock no locked factor. */
export const MAX_UNLOCK_ATTEMPTS = 20;

/** Consecutive wrong codes at which the owner hears that somebody has the password (OWASP ASVS v5.0.0-6.3.5). */
export const SUSPICIOUS_ATTEMPTS = 3;

const FIRST_WAIT = 30;
const LONGEST_WAIT = 3600;

/** Seconds to wait after so many consecutive wrong codes. */
export function waitAfter(failedAttempts: number): number {
  return failedAttempts < FREE_ATTEMPTS
    ? 0
    : Math.min(FIRST_WAIT * 2 ** (failedAttempts - FREE_ATTEMPTS), LONGEST_WAIT);
}

/** As {@link waitAfter}, from the first on. */
export const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => waitAfter(index + 1));

/** Codes of log-ins in 15 minutes from the browsers in which both factors were proved before, all of an account together. */
export const inKnownBrowsers: RateLimit = { name: 'second-factor-browser', points: 10, duration: 15 * 60 };
/** Wrong codes in 15 minutes in sessions that have proved both factors, all of an account together. */
export const inFullSessions: RateLimit = { name: 'second-factor-session', points: 10, duration: 15 * 60 };
