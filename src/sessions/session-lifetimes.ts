const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds. */
export interface SessionLifetime {
  /** Ends the session when nothing is heard of it for so long. */
  idle: number;
  /** Ends it in any case. */
  absolute: number;
}

/** NIST SP 800-63B-4 section 2.2.3: 1 hour idle, 24 hours in all, for a session with two factors. */
export const browserSessionLifetime: SessionLifetime = { idle: HOUR, absolute: DAY };

/** NIST SP 800-63B-4 section 2.1.3: 30 days at the most. */
export const rememberedSessionLifetime: SessionLifetime = { idle: 14 * DAY, absolute: 30 * DAY };

export const pendingLogInLifetime: SessionLifetime = { idle: 5 * MINUTE, absolute: 5 * MINUTE };

/** How long ago a factor may have been proved for a sensitive action. */
const FRESHNESS = 5 * MINUTE;

/**
 * Whether a factor was proved just now. Either way: where the clock was set back, what was proved "in the future" must not stay
 * fresh until then.
 */
export function isFresh(provedAt: Date | null, now: Date, freshness = FRESHNESS): boolean {
  return provedAt !== null && Math.abs(now.getTime() - provedAt.getTime()) <= freshness * 1000;
}

/** How long a second factor that was proved stands for a code: for who has just typed one, and has no other yet. */
export const SECOND_FACTOR_STANDS = MINUTE;

/** How old `lastSeenAt` may get before it is written again. */
export const LAST_SEEN_RESOLUTION = MINUTE;

export function sessionLifetime({ rememberMe }: { rememberMe: boolean }): SessionLifetime {
  return rememberMe ? rememberedSessionLifetime : browserSessionLifetime;
}
