import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { type EntityManager, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { generateToken, hashToken, tokenFingerprint } from '../crypto/opaque-token.js';
import type { LiveSession } from '../sessions/live-session.js';
import { LiveSessionsService } from '../sessions/live-sessions.service.js';
import { UserChanges } from '../users/user-changes.js';
import { GateSession } from './gate-session.entity.js';

const MAX_ENTRIES = 50_000;
const TOKEN = /^[\w-]{43}$/;

/** Knows which session stands behind the cookie of a protected host. */
@Injectable()
export class GateSessionsService {
  /** The last known id of each gate's session: where the session has another one by now, the row knows it. */
  private readonly sessionIds = new LRUCache<string, string>({ max: MAX_ENTRIES });
  /** Gates that are open, by what the cache of sessions has, which is another object as soon as any of them has closed. */
  private readonly openGates = new WeakMap<LiveSession, Set<string>>();

  constructor(
    @InjectRepository(GateSession) private readonly gates: Repository<GateSession>,
    private readonly liveSessions: LiveSessionsService,
    private readonly userChanges: UserChanges,
    private readonly clock: Clock,
  ) {}

  /** The session of a cookie, which counts as a sign of life; none where the cookie is another host's. */
  async find(token: string | undefined, host: string): Promise<LiveSession | undefined> {
    if (token === undefined || !TOKEN.test(token)) {
      return undefined;
    }
    const key = tokenFingerprint(`${token} ${host}`);
    const remembered = this.sessionIds.get(key);
    const live = remembered === undefined ? undefined : await this.liveSessions.findById(remembered);
    return live && this.openGates.get(live)?.has(key) ? live : this.findInDatabase(token, host, key, live);
  }

  /** @returns the token of a new gate; the one that the browser had there before is closed. */
  async open(
    manager: EntityManager,
    sessionId: string,
    host: string,
    previous: string | undefined,
  ): Promise<string> {
    if (previous !== undefined) {
      await this.close(manager, previous, host);
    }
    const token = generateToken();
    const createdAt = this.clock.now();
    await manager.insert(GateSession, { tokenHash: hashToken(token), sessionId, host, createdAt });
    return token;
  }

  private async close(manager: EntityManager, token: string, host: string): Promise<void> {
    const [[closed]] = await manager.query<[{ userId: string }[], number]>(
      `DELETE FROM gate_sessions g USING sessions s WHERE g.token_hash = $1 AND g.host = $2 AND s.id = g.session_id
       RETURNING s.user_id AS "userId"`,
      [hashToken(token), host],
    );
    if (closed) {
      await this.userChanges.announce(manager, closed.userId);
    }
  }

  /** @param live read before the row, so that whoever closes the gate after that takes it out of the cache. */
  private async findInDatabase(
    token: string,
    host: string,
    key: string,
    live: LiveSession | undefined,
  ): Promise<LiveSession | undefined> {
    const gate = await this.gates.findOneBy({ tokenHash: hashToken(token), host });
    if (!gate) {
      this.sessionIds.delete(key);
      return undefined;
    }
    this.sessionIds.set(key, gate.sessionId);
    if (live?.session.id === gate.sessionId) {
      this.openGates.set(live, (this.openGates.get(live) ?? new Set()).add(key));
      return live;
    }
    return this.liveSessions.findById(gate.sessionId);
  }
}
