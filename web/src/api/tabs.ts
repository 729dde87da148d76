import { deadline } from './deadline';

/**
 * What the tabs of this browser tell each other. Where the browser has none of it (storage is denied, or the page was opened
 * over http), each tab is alone, which costs a request now and then.
 */

/** Changes with every refresh. It is compared for equality only: clocks differ, and are set back. */
const LAST_REFRESH = 'twofold:last-refresh';
const CHANNEL = 'twofold:session';

export function lastRefresh(): string | null {
  return orElse(null, () => localStorage.getItem(LAST_REFRESH));
}

export function noteRefresh(): void {
  orElse(undefined, () => localStorage.setItem(LAST_REFRESH, String(Math.random())));
}

/** Runs the work while no other tab does; after a deadline all the same, since a tab may hang. */
export async function oneTabAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) {
    return work();
  }
  let hasBegun = false;
  try {
    return await locks.request(name, { signal: deadline() }, () => {
      hasBegun = true;
      return work();
    });
  } catch (error) {
    if (hasBegun) {
      throw error;
    }
    return work();
  }
}

/** Tells the other tabs that this one changed the session. */
export class TabChannel {
  private readonly channel: BroadcastChannel | undefined;

  /** @param onNews when another tab did. */
  constructor(onNews: () => void) {
    this.channel = orElse(undefined, () => new BroadcastChannel(CHANNEL));
    this.channel?.addEventListener('message', onNews);
  }

  tell(): void {
    this.channel?.postMessage('session changed');
  }

  close(): void {
    this.channel?.close();
  }
}

/** Where storage is denied, looking at it throws. */
export function orElse<T>(fallback: T, use: () => T): T {
  try {
    return use();
  } catch {
    return fallback;
  }
}
