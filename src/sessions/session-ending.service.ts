import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { NotFoundException } from '../errors/common.exceptions.js';
import type { Client } from '../client/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { UsersService } from '../users/users.service.js';
import { NotAuthenticatedException } from './session.exceptions.js';
import { KnownBrowsersService } from './browsers/known-browsers.service.js';
import type { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

/**
 * Ends sessions at their owner's wish, with the event that belongs to it. The browsers that they were in are forgotten, so
 * who comes back in one of them is told of as somebody new.
 */
@Injectable()
export class SessionEndingService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /** @throws NotFoundException for somebody else's session as for none. */
  async endOne({ userId, knownBrowserId }: Session, id: string, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, userId);
      await this.knownBrowsers.forgetOfSession(manager, userId, id, knownBrowserId);
      if (!(await this.sessions.end(manager, userId, id))) {
        throw new NotFoundException();
      }
      await this.securityEvents.record(manager, 'session_ended', userId, client);
    });
  }

  async endOthers(current: Session, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, current.userId);
      await this.sessions.endOthers(manager, current);
      await this.knownBrowsers.forgetAll(manager, current.userId, current.knownBrowserId);
      await this.securityEvents.record(manager, 'session_ended', current.userId, client);
    });
  }

  private async lock(manager: EntityManager, userId: string): Promise<void> {
    if (!(await this.users.lock(manager, userId))) {
      throw new NotAuthenticatedException();
    }
  }
}
