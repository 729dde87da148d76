import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { Client } from '../http/client.decorator.js';
import type { MailBlock } from '../mail/mail.renderer.js';
import { MailOutbox } from '../mail/mail.outbox.js';
import { PageLinks } from '../mail/page-links.js';
import { type NoticeDetails, type OwnerNotice, ownerNotices } from './owner-notices.js';
import type { SecurityEventType } from './security-event-type.js';

/** Mails the owner what an event is worth telling, from the transaction that records it. */
@Injectable()
export class OwnerNotifier {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly links: PageLinks,
    private readonly clock: Clock,
  ) {}

  /** Does nothing for an event that has no notice. */
  async notify(
    manager: EntityManager,
    type: SecurityEventType,
    userId: string,
    client: Client,
    details: NoticeDetails,
  ): Promise<void> {
    const notice = ownerNotices[type];
    if (!notice) {
      return;
    }
    // `users` is a module to the right of this one; the table is what the two share.
    const [owner] = await manager.query<{ email: string }[]>('SELECT email FROM users WHERE id = $1', [
      userId,
    ]);
    for (const to of new Set([...(owner ? [owner.email] : []), ...(details.alsoTo ?? [])])) {
      await this.outbox.enqueue(manager, {
        to,
        template: type,
        subject: notice.subject,
        body: this.body(notice, client, details),
      });
    }
  }

  private body({ happened, advice }: OwnerNotice, client: Client, details: NoticeDetails): MailBlock[] {
    return [
      happened(details),
      {
        facts: {
          Site: this.links.site,
          When: this.clock.now().toUTCString(),
          ...(client.isOperator
            ? { By: 'the operator of this site' }
            : { Address: client.ip, Browser: client.userAgent || 'unknown' }),
        },
      },
      ...(client.isOperator
        ? [`If you did not expect this: ${advice}`]
        : ['If this was you, there is nothing to do.', `If it was not: ${advice}`]),
      ...(advice.includes('password')
        ? [{ link: 'Set a new password', url: this.links.resetPassword() }]
        : []),
    ];
  }
}
