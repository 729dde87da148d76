import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { NotFoundException } from '../errors/common.exceptions.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import { KnownBrowsersService } from './browsers/known-browsers.service.js';
import type { Session } from './session.entity.js';
import { NotAuthenticatedException } from './session.exceptions.js';
import { SessionsService } from './sessions.service.js';

/**
 * Ends sessions at their owner's wish, with the event that belongs to it. The browsers that they were in are forgotten, so
 * who comes back in one of them is told of as somebody new.
 */
@Injectable()
export class SessionEndingService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /** @throws NotFoundException for somebody else's session as for none. */
  async endOne({ userId, knownBrowserId }: Session, id: string, client: Client): Promise<void> {
    await this.change(userId, client, async (tx) => {
      await this.knownBrowsers.forgetOfSession(tx, id, knownBrowserId);
      if (!(await this.sessions.end(tx, id))) {
        throw new NotFoundException();
      }
    });
  }

  async endOthers(current: Session, client: Client): Promise<void> {
    await this.change(current.userId, client, async (tx) => {
      await this.sessions.endOthers(tx, current);
      await this.knownBrowsers.forgetAll(tx, current.knownBrowserId);
    });
  }

  private change(id: string, client: Client, end: (tx: AccountTransaction) => Promise<void>): Promise<void> {
    const onGone = () => new NotAuthenticatedException();
    return this.accounts.open({ id }, client, onGone, async (tx) => {
      await end(tx);
      await this.securityEvents.record(tx, 'session_ended');
    });
  }
}
