import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { Client } from '../http/client.decorator.js';
import { SecurityEvent } from './security-event.entity.js';
import type { SecurityEventType } from './security-event-type.js';

@Injectable()
export class SecurityEventsService {
  private readonly logger = new Logger('SecurityEvent');

  constructor(private readonly clock: Clock) {}

  /**
   * Records an event of a user in the transaction that it belongs to, and writes its log line. The line says what was
   * attempted, so it stays where the transaction is rolled back afterwards.
   */
  async record(
    manager: EntityManager,
    type: SecurityEventType,
    userId: string,
    client: Client,
  ): Promise<void> {
    await manager.insert(SecurityEvent, {
      type,
      userId,
      at: this.clock.now(),
      ip: client.ip,
      userAgent: client.userAgent,
    });
    this.log(type, client, userId);
  }

  hasHappened(manager: EntityManager, type: SecurityEventType, userId: string): Promise<boolean> {
    return manager.existsBy(SecurityEvent, { userId, type });
  }

  /** For what belongs to no account, such as a log-in with an unknown address. */
  log(type: SecurityEventType, client: Client, userId?: string): void {
    this.logger.log(type, { userId, ...client });
  }
}
