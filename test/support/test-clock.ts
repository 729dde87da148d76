import { vi } from 'vitest';

/**
 * Stops the clock of this process. Only `Date` is replaced: timers go on, so sockets and pools work. The present is the
 * first second of a TOTP step.
 */
export function freezeClock(): void {
  const step = 30_000;
  vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / step) * step });
}

/** Lets `seconds` pass at once. */
export function advanceClock(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

export function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}
