import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { BackgroundJob } from '../jobs/background-job.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { PasswordResetRequest } from './password-reset-request.entity.js';
import { PasswordResetService } from './password-reset.service.js';

/** Requests from one address, against floods of mails; generous, since whole offices share one. */
const requests: RateLimit = { name: 'password-reset', points: 200, duration: 3600 };

/** Seconds before a request is looked at. */
const MAX_DELAY = 2;

/** Seconds between two looks for requests that a killed process left behind. */
const POLL_INTERVAL = 5;

const take = `
  DELETE FROM password_reset_requests WHERE id = (
    SELECT id FROM password_reset_requests WHERE id = ANY($1) OR created_at <= $2
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING email, ip, user_agent AS "userAgent", request_id AS "requestId"`;

type TakenRequest = Pick<PasswordResetRequest, 'email' | 'ip' | 'userAgent' | 'requestId'>;

/**
 * Requests for a new password. Answering one costs the same INSERT for every address, so neither answer nor time tells
 * whether there is an account (OWASP ASVS v5.0.0-6.3.8); what there is to do for it is done afterwards, and survives a
 * kill in between.
 */
@Injectable()
export class PasswordResetRequests implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** The ids of those whose time has come. */
  private readonly due: string[] = [];
  private readonly job = new BackgroundJob('password resets', () => this.dealWithAll(), POLL_INTERVAL);

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly accounts: AccountsService,
    private readonly passwordReset: PasswordResetService,
    private readonly rateLimits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.job.start();
    this.job.runNow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  /** @throws TooManyAttemptsException */
  async add(email: string, { ip, userAgent, requestId }: Client): Promise<void> {
    await this.rateLimits.chargeAddress(requests, ip);
    const request = { email, ip, userAgent, requestId, createdAt: this.clock.now() };
    const { identifiers } = await this.dataSource.manager.insert(PasswordResetRequest, request);
    const { id } = identifiers[0] as { id: string };
    // At a time that nobody knows, and that no other request brings forward: what is done for an address that has an account
    // would be felt by the request after it.
    setTimeout(() => this.dealWith(id), Math.random() * MAX_DELAY * 1000).unref();
  }

  /** Resolves when all requests are dealt with, before their time, too. */
  async idle(): Promise<void> {
    const all = await this.dataSource.manager.find(PasswordResetRequest, { select: { id: true } });
    this.dealWith(...all.map(({ id }) => id));
    await this.job.idle();
  }

  private dealWith(...ids: string[]): void {
    this.due.push(...ids);
    this.job.runNow();
  }

  private async dealWithAll(): Promise<void> {
    const due = this.due.splice(0);
    while (await this.dealWithOne(due)) {
      // Each in a transaction of its own.
    }
  }

  /** Or with one that another process should have dealt with. */
  private dealWithOne(due: string[]): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [[request]] = await manager.query<[TakenRequest[], number]>(take, [
        due,
        this.clock.inSeconds(-2 * MAX_DELAY),
      ]);
      if (request) {
        const { email, ...client } = request;
        const tx = await this.accounts.join(manager, { email }, client);
        await (tx && this.passwordReset.issue(tx));
      }
      return request !== undefined;
    });
  }
}
