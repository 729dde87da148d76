import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { Environment } from '../options/environment.js';
import { USER_CHANGES_CHANNEL } from './user-changes.js';

/** Milliseconds between two heartbeats, and between two attempts to connect. */
const INTERVAL = 500;
/** Milliseconds in which a heartbeat must be answered. */
const DEADLINE = 1000;

export interface UserChangesHandler {
  onUserChange(userId: string): void;
  /** News may have been missed: nothing remembered is to be believed. */
  onSilence(): void;
}

/**
 * Hears what other processes change, on a connection of its own. It is believed only while that connection is known to be
 * alive: a lost one is noticed at once, a silent one after {@link INTERVAL} + {@link DEADLINE} at the latest. A server that
 * has become read-only counts as silent: after a failover the others write to its successor.
 *
 * The embedded database is in this process, or (of the command line) on this machine: its connection never falls silent unnoticed,
 * but others may keep it waiting, which is no reason to doubt what was heard.
 */
@Injectable()
export class UserChangesListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(UserChangesListener.name);
  private readonly canFallSilent: boolean;
  private handler: UserChangesHandler | undefined;
  private client: PoolClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isHearing = false;

  constructor(
    private readonly dataSource: TwofoldDataSource,
    environment: Environment,
  ) {
    this.canFallSilent = environment.DATABASE_URL !== undefined;
  }

  /** Whether no change can have been missed. */
  get isReliable(): boolean {
    return this.isHearing;
  }

  listen(handler: UserChangesHandler): void {
    this.handler = handler;
  }

  onApplicationBootstrap(): void {
    void this.connect();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    this.lose();
  }

  private async connect(): Promise<void> {
    try {
      const client = await this.pool.connect();
      if (this.isStopped) {
        // The pool would wait for it without end.
        client.release(true);
        return;
      }
      this.client = client;
      client.on('error', () => this.lose());
      client.on('end', () => this.lose());
      client.on('notification', ({ payload }) => this.handler?.onUserChange(payload ?? ''));
      await this.expectWritable(client);
      await client.query(`LISTEN ${USER_CHANGES_CHANNEL}`);
      // What changed while nobody listened is unknown.
      this.handler?.onSilence();
      this.isHearing = true;
      if (this.canFallSilent) {
        this.schedule(() => this.heartbeat(client));
      }
    } catch {
      this.lose();
    }
  }

  private async heartbeat(client: PoolClient): Promise<void> {
    const deadline = setTimeout(() => this.lose(), DEADLINE);
    try {
      await this.expectWritable(client);
      if (client === this.client) {
        this.schedule(() => this.heartbeat(client));
      }
    } catch {
      this.lose();
    } finally {
      clearTimeout(deadline);
    }
  }

  /**
   * After a failover the address may lead to another server, so nobody stays with one that cannot be written to; the pool
   * would, for as long as it is only read from.
   */
  private async expectWritable(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    if (rows[0]?.transaction_read_only === 'off') {
      return;
    }
    this.lose();
    for (let idle = this.pool.idleCount; idle > 0; idle--) {
      (await this.pool.connect()).release(true);
    }
    throw new Error('The database is read-only.');
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private lose(): void {
    const { client } = this;
    this.client = undefined;
    if (this.isHearing) {
      this.isHearing = false;
      this.handler?.onSilence();
      if (!this.isStopped) {
        this.logger.warn(
          'Lost the connection that hears of changed sessions; asking the database for each request.',
        );
      }
    }
    // Not back into the pool: it listens, and it may be dead.
    client?.removeAllListeners('end').release(true);
    if (!this.isStopped) {
      this.schedule(() => this.connect());
    }
  }

  private schedule(step: () => Promise<void>): void {
    clearTimeout(this.timer);
    if (!this.isStopped) {
      this.timer = setTimeout(() => void step(), INTERVAL);
      this.timer.unref();
    }
  }
}
