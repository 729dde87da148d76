import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../support/free-port.js';
import { PostgresServer } from '../support/postgres-server.js';
import { forwardAuthVariables } from '../support/protected-host.js';
import { RoundRobinProxy } from '../support/round-robin-proxy.js';
import { ServerProcess } from '../support/server-process.js';
import { AUDIENCE, httpsEnvironment } from '../support/test-environment.js';
import { Keys } from './keys.js';
import { Mails } from './mails.js';
import type { Watch } from './watch.js';

/** Seconds: the shortest that is allowed. */
export const ACCESS_TOKEN_LIFETIME = 30;

/** Milliseconds after the start of a copy. */
export const HOUSEKEEPING = 600_000;
/** Milliseconds before and after, in which it is left alone. */
export const HOUSEKEEPING_SPAN = 15_000;

/** A copy of the server; another process after each restart. */
export interface Copy {
  server: ServerProcess;
  metricsUrl: string;
  /** Milliseconds since 1970. */
  startedAt: number;
}

/** Two copies behind a load balancer, on a PostgreSQL and with a mail server of their own. All of it on this machine. */
export class Site {
  readonly keys = new Keys();
  readonly copies: Copy[] = [];
  /** A superuser's. */
  readonly db: pg.Pool;
  /** All copies that there were. */
  readonly starts: Copy[] = [];
  private readonly policy = forwardAuthVariables();

  private constructor(
    readonly watch: Watch,
    readonly postgres: PostgresServer,
    readonly mails: Mails,
    private readonly balancer: RoundRobinProxy,
    private readonly directory: string,
  ) {
    this.db = new pg.Pool({ connectionString: postgres.url, max: 2, options: '-c search_path=twofold' });
    // Connections end while PostgreSQL is restarted.
    this.db.on('error', () => {});
  }

  static async start(watch: Watch): Promise<Site> {
    // No disk fails here: what PostgreSQL has written the kernel keeps, also when PostgreSQL is killed.
    const postgres = await PostgresServer.start({ fsync: 'off' });
    const directory = await mkdtemp(join(tmpdir(), 'twofold-soak-'));
    const site = new Site(watch, postgres, await Mails.start(), await RoundRobinProxy.before([]), directory);
    for (const index of [0, 1]) {
      await site.startCopy(index);
    }
    return site;
  }

  get url(): string {
    return this.balancer.url;
  }

  settings(): Record<string, string> {
    return {
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      LOG_LEVEL: 'warn',
      ...httpsEnvironment,
      ...this.policy,
      MAIL_URL: this.mails.url,
      MAIL_FROM: 'no-reply@example.com',
      TOKEN_AUDIENCES: AUDIENCE,
      JWT_ACCESS_TOKEN_EXPIRATION_TIME: String(ACCESS_TOKEN_LIFETIME),
      DATABASE_URL: this.postgres.url,
      DATA_DIR: this.directory,
      ...this.keys.settings(),
    };
  }

  /**
   * As an orchestrator does it: out of the balancer, stopped when that has all its answers, started, in again. Nobody is to feel
   * it. What becomes of requests that come with SIGTERM is for other tests, which have the machine for themselves.
   */
  async restart(index: number): Promise<void> {
    const { server } = this.copy(index);
    this.balance((copy) => copy.server !== server);
    while (!this.balancer.isIdle(server.url)) {
      await wait(20);
    }
    const exitCode = await server.stop();
    if (exitCode !== 0) {
      this.watch.find('restart', `the copy ended with ${exitCode}: ${server.output.slice(-5).join('\n')}`);
    }
    await this.startCopy(index);
  }

  /** As by `kill -9`, or for want of memory: the balancer hears of it when it is done. */
  async kill(index: number): Promise<void> {
    const { server } = this.copy(index);
    const over = this.watch.killing();
    await server.kill();
    this.balance((copy) => copy.server !== server);
    over();
    await this.startCopy(index);
  }

  /** @param mode as of `pg_ctl stop`. */
  async restartPostgres(mode: 'fast' | 'immediate'): Promise<void> {
    await this.housekeepingIsOver();
    const over = this.watch.outage();
    await (mode === 'fast' ? this.postgres.shutDown() : this.postgres.crash());
    await this.postgres.restart();
    over();
  }

  async stop(): Promise<void> {
    await this.db.end();
    await this.balancer.close();
    await Promise.all(this.copies.map(({ server }) => server.stop()));
    await this.mails.stop();
    await this.postgres.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  copy(index: number): Copy {
    return this.copies[index] as Copy;
  }

  /** It is done every ten minutes, and a failed one not again before the next: there would be nothing to see of it. */
  private async housekeepingIsOver(): Promise<void> {
    const isDue = ({ startedAt }: Copy) =>
      Math.abs(Date.now() - startedAt - HOUSEKEEPING) < HOUSEKEEPING_SPAN;
    while (this.copies.some(isDue)) {
      await wait(1000);
    }
  }

  private async startCopy(index: number): Promise<void> {
    const port = String(await freePort());
    const server = await ServerProcess.start({ ...this.settings(), METRICS_PORT: port });
    const copy = { server, metricsUrl: `http://127.0.0.1:${port}/metrics`, startedAt: Date.now() };
    this.copies[index] = copy;
    this.starts.push(copy);
    this.balance(() => true);
  }

  private balance(isIn: (copy: Copy) => boolean): void {
    this.balancer.targets = this.copies.filter(isIn).map(({ server }) => server.url);
  }
}
