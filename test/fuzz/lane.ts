import fc from 'fast-check';
import type pg from 'pg';
import type { ServerProcess } from '../support/server-process.js';
import type { AccountSnapshots } from './account-snapshots.js';
import type { ActorKind } from './actor-kinds.js';
import { Actor } from './actor.js';
import { checkAnswer } from './answer.checks.js';
import { type HostileRequest, hostileRequest } from './hostile-request.arbitrary.js';
import type { KnownName } from './known-value.js';
import { type Exchange, Sender } from './send.js';
import type { Tally } from './tally.js';

/** How often a failing pair of requests is made smaller before it is shown. */
const MAX_SHRINKS = 500;

/** Answers to requests that have changed nothing. */
const refusals = new Set([400, 404, 413, 415]);

export interface Laboratory {
  server: ServerProcess;
  db: pg.Pool;
  snapshots: AccountSnapshots;
  /** Somebody whom everybody knows of, and whose password nobody knows. */
  bystander: Actor;
  tally: Tally;
}

/**
 * Sends pairs of requests, each pair at once and one pair after the other, by actors that no other lane knows. Each pair finds
 * them as they were at the start, so one that fails does so again.
 */
export class Lane {
  private readonly actors = new Map<ActorKind, Actor>();
  private readonly touched = new Set<Actor>();
  private readonly sender: Sender;

  constructor(private readonly laboratory: Laboratory) {
    this.sender = new Sender(laboratory.server.url);
  }

  /** @throws Error with the smallest pair of requests that fails, and the seed and path to see it again. */
  async run(pairs: number, { seed, path }: { seed: number; path?: string }): Promise<void> {
    const pair = fc.limitShrink(fc.tuple(hostileRequest, hostileRequest), MAX_SHRINKS);
    const property = fc.asyncProperty(pair, (requests) => this.sendAll(requests));
    await fc.assert(property, { seed, numRuns: pairs, ...(path !== undefined && { path }) });
  }

  close(): void {
    this.sender.close();
  }

  /** What must not stand in the log. */
  secrets(): string[] {
    return [...this.actors.values()].flatMap(({ account, secrets }) => [account.email, ...secrets]);
  }

  private async sendAll(requests: HostileRequest[]): Promise<void> {
    // A server that has crashed fails everything, and the pair that was shown would be the wrong one.
    fc.pre(!this.laboratory.server.hasEnded);
    // One after the other: both may be by the same actor.
    for (const { actor } of requests) {
      await this.prepare(actor);
    }
    const results = await Promise.allSettled(requests.map((request) => this.sendOne(request)));
    for (const result of results) {
      if (result.status === 'rejected') {
        throw result.reason;
      }
    }
  }

  private async sendOne(request: HostileRequest): Promise<void> {
    const actor = this.actors.get(request.actor) as Actor;
    const exchange = await this.sender.send(request, actor, (name) => this.lookUp(actor, name));
    this.laboratory.tally.count(request.operation, exchange?.status);
    if (!exchange) {
      return;
    }
    if (exchange.operation.method !== 'GET' && !refusals.has(exchange.status)) {
      this.touched.add(actor);
    }
    try {
      checkAnswer(exchange, this.secretsFrom(actor));
    } catch (error) {
      throw new Error(describe(exchange), { cause: error });
    }
  }

  private lookUp(actor: Actor, name: KnownName): unknown {
    const { bystander } = this.laboratory;
    switch (name) {
      case 'bystanderEmail':
        return bystander.account.email;
      case 'bystanderSessionId':
        return bystander.sessionId;
      case 'bystanderDeviceId':
        return bystander.deviceId;
      default:
        return actor.lookUp(name);
    }
  }

  /** Everybody's secrets, and the addresses of everybody else. */
  private secretsFrom(actor: Actor): string[] {
    const all = [...this.actors.values(), this.laboratory.bystander];
    const others = all.filter((other) => other !== actor);
    return [...all.flatMap(({ secrets }) => secrets), ...others.map(({ account }) => account.email)];
  }

  private async prepare(kind: ActorKind): Promise<void> {
    const { server, db, snapshots } = this.laboratory;
    const actor = this.actors.get(kind);
    if (!actor) {
      this.actors.set(kind, await Actor.create(kind, server.url, db, snapshots));
    } else if (this.touched.delete(actor) || actor.isAgeing) {
      await actor.restore();
    }
  }
}

function describe({ operation, path, status, body }: Exchange): string {
  return `${operation.method} ${path.slice(0, 500)}\n-> ${status} ${body.toString('utf8', 0, 500)}`;
}
