/** How long a used refresh token gets its successor again whatever happened to that: the tabs of a browser. Seconds. */
export const GRACE = 10;

/** How often a used refresh token gets a successor again. */
const MAX_REPEATS = 5;

/** A refresh token that was used up, and what came of it. */
export interface UsedRefreshToken {
  /** SHA-256 in hex. */
  hash: string;
  /** Milliseconds since 1970, by the clock of the database. */
  usedAt: number;
  /** The successor, encrypted. */
  successor: string;
  /** The rotation that the successor came with. As what follows not there where 0.1.0 wrote this. */
  rotation?: number;
  /** Of who used it. */
  userAgent?: string;
  repeats?: number;
}

/** What a session knows of its used refresh tokens, read at one time. */
export interface RefreshState {
  usedRefreshTokens: UsedRefreshToken[];
  refreshRotation: number;
  /** Whether the newest refresh token, or the access token that came with it, was presented yet. */
  isRotationPresented: boolean;
  supersededRotations: number[];
  /** As {@link UsedRefreshToken.usedAt}. */
  now: number;
}

/**
 * Whether a used refresh token gets a successor again. Inside the {@link GRACE} it gets the same: the tabs of a browser all
 * send it. Later it gets another one while nobody has presented what came of it: the answer was lost, and the browser tries
 * again. Each at most five times (those not counted that came at once, as tabs do), and to nobody with another User-Agent.
 * All else is somebody with a copy (RFC 9700 section 4.14.2).
 *
 * Were it for the time alone, a thief who knows when the owner refreshes would get the owner's tokens; and were it for lost
 * answers alone, the tabs of a browser would be taken for thieves.
 */
export function mayRepeat(used: UsedRefreshToken, userAgent: string, state: RefreshState): boolean {
  const { repeats = 0, userAgent: firstUserAgent = userAgent, rotation } = used;
  const isAnswerLost = rotation === state.refreshRotation && !state.isRotationPresented;
  return repeats < MAX_REPEATS && userAgent === firstUserAgent && (isInGrace(used, state) || isAnswerLost);
}

export function isInGrace({ usedAt }: UsedRefreshToken, { now }: RefreshState): boolean {
  return now - usedAt < GRACE * 1000;
}

/** Within a second of the use, as requests that were sent together arrive. */
export function isAtOnce({ usedAt }: UsedRefreshToken, { now }: RefreshState): boolean {
  return now - usedAt < 1000;
}
