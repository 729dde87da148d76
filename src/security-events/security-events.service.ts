import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, MoreThan, Repository } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { MessageAuthenticator } from '../crypto/message-authenticator.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import type { Occasion } from './occasion.interface.js';
import type { NoticeDetails } from './owner-notices.js';
import { OwnerNotifier } from './owner-notifier.service.js';
import type { SecurityEventType } from './security-event-type.js';
import { SecurityEvent } from './security-event.entity.js';
import { countLockout } from './security-events.metrics.js';

/** One statement decides whether the account is there, still: whoever deletes it waits for this one, or this one finds nothing. */
const insertForOwner = `
  INSERT INTO security_events (user_id, type, at, ip, user_agent)
  SELECT id, $1, $2, $3, $4 FROM users WHERE id = $5 FOR KEY SHARE`;

/** For an address without an account. It locks some user's row, as the one above does, so the time does not tell which it was. */
const insertForNobody = `
  INSERT INTO security_events (type, at, ip, user_agent)
  SELECT $1, $2::timestamptz, $3, $4 FROM (SELECT) AS nobody
  LEFT JOIN LATERAL (SELECT FROM users ORDER BY id LIMIT 1 FOR KEY SHARE) AS anybody ON true`;

export interface SecurityEventPage {
  items: SecurityEvent[];
  /** For the page after this one; null on the last. */
  nextCursor: string | null;
}

@Injectable()
export class SecurityEventsService {
  private readonly logger = new Logger('SecurityEvent');

  constructor(
    @InjectRepository(SecurityEvent) private readonly events: Repository<SecurityEvent>,
    private readonly ownerNotifier: OwnerNotifier,
    private readonly authenticator: MessageAuthenticator,
    private readonly clock: Clock,
  ) {}

  /**
   * Records an event of a user in the transaction that it belongs to, with the mail to the owner that belongs to it, and
   * writes its log line. The line says what was attempted, so it stays where the transaction is rolled back afterwards, and
   * where the account is gone by now.
   */
  async record(occasion: Occasion, type: SecurityEventType, details: NoticeDetails = {}): Promise<void> {
    const { manager, userId, client } = occasion;
    const values = [type, this.clock.now(), client.ip, client.userAgent];
    if (userId === null) {
      await manager.query(insertForNobody, values);
    } else {
      await manager.query(insertForOwner, [...values, userId]);
      await this.ownerNotifier.notify({ manager, userId, client }, type, details);
    }
    this.log(type, client, userId ?? undefined);
  }

  /** As {@link record} for the end of an account: its events get a pseudonym when its row is deleted, in the same transaction. */
  async recordDeletion(tx: AccountTransaction): Promise<void> {
    await this.record(tx, 'user_deleted');
    const pseudonym = this.authenticator.sign('former user', Buffer.from(tx.userId)).toString('base64url');
    await tx.manager.query(`SELECT set_config('twofold.former_user', $1, true)`, [pseudonym]);
  }

  log(type: SecurityEventType, client: Client, userId?: string): void {
    countLockout(type);
    this.logger.log(type, { userId, ...client });
  }

  /** The events of all users, oldest first, from the one after `cursor` on. */
  export(limit: number, cursor: string): Promise<SecurityEvent[]> {
    return this.events.find({ where: { id: MoreThan(cursor) }, order: { id: 'ASC' }, take: limit });
  }

  /** The events of a user, newest first, from the one after `cursor` on. */
  async list(userId: string, limit: number, cursor?: string): Promise<SecurityEventPage> {
    const items = await this.events.find({
      where: { userId, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = items.slice(0, limit);
    return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}
