import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { UserChanges } from '../users/user-changes.js';
import { UserChangesListener } from '../users/user-changes.listener.js';
import type { LiveSession } from './live-session.js';

const MAX_ENTRIES = 50_000;
/** Milliseconds; only bounds what a mistake could cost, since every change is heard of. */
const MAX_AGE = 30_000;

/**
 * Remembers live sessions, so that a guarded request needs no query, and a session that has ended is refused at once all
 * the same: this process hears of its own changes before they are reported as done, and of those of others through
 * `LISTEN`. While it cannot hear them, it remembers nothing.
 */
@Injectable()
export class SessionCache {
  private readonly entries = new LRUCache<string, LiveSession>({
    max: MAX_ENTRIES,
    ttl: MAX_AGE,
    dispose: ({ user }, sessionId) => this.forgetIndex(user.id, sessionId),
  });
  private readonly sessionIdsOf = new Map<string, Set<string>>();
  private generation = 0;

  constructor(
    userChanges: UserChanges,
    private readonly listener: UserChangesListener,
  ) {
    userChanges.onChange((userId) => this.forgetUser(userId));
    listener.listen({ onUserChange: (userId) => this.forgetUser(userId), onSilence: () => this.clear() });
  }

  get(sessionId: string): LiveSession | undefined {
    return this.entries.get(sessionId);
  }

  /** What `query` finds is remembered only if nothing has changed anywhere while it ran. */
  async fill(query: () => Promise<LiveSession | undefined>): Promise<LiveSession | undefined> {
    const { generation } = this;
    const live = await query();
    if (live && this.listener.isReliable && generation === this.generation) {
      this.entries.set(live.session.id, live);
      const sessionIds = this.sessionIdsOf.get(live.user.id) ?? new Set();
      this.sessionIdsOf.set(live.user.id, sessionIds.add(live.session.id));
    }
    return live;
  }

  private forgetUser(userId: string): void {
    this.generation++;
    this.sessionIdsOf.get(userId)?.forEach((sessionId) => this.entries.delete(sessionId));
  }

  private clear(): void {
    this.generation++;
    this.entries.clear();
  }

  private forgetIndex(userId: string, sessionId: string): void {
    const sessionIds = this.sessionIdsOf.get(userId);
    sessionIds?.delete(sessionId);
    if (sessionIds?.size === 0) {
      this.sessionIdsOf.delete(userId);
    }
  }
}
