import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { MailOutbox } from '../mail/mail.outbox.js';
import type { MailBlock } from '../mail/mail.renderer.js';
import { PageLinks } from '../mail/page-links.js';
import { browserName } from './browser-name.js';
import type { OwnedOccasion } from './occasion.interface.js';
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
    { manager, userId, client }: OwnedOccasion,
    type: SecurityEventType,
    details: NoticeDetails,
  ): Promise<void> {
    const notice = ownerNotices[type];
    if (!notice) {
      return;
    }
    // Who never confirmed an address may not have it, so its owner is not written to.
    const owners = await manager.query<{ email: string }[]>(
      'SELECT email FROM users WHERE id = $1 AND email_verified_at IS NOT NULL',
      [userId],
    );
    for (const to of new Set([...owners.map(({ email }) => email), ...(details.alsoTo ?? [])])) {
      if (await this.outbox.isFull(manager, type, to)) {
        await this.fold(manager, type, to, notice);
      } else {
        const body = await this.body(notice, client, details);
        await this.outbox.enqueue(manager, { to, template: type, subject: notice.subject, body });
      }
    }
  }

  /** Past the limit of an address one mail stands for all that follow within the hour. */
  private fold(
    manager: EntityManager,
    type: SecurityEventType,
    to: string,
    { subject, advice }: OwnerNotice,
  ): Promise<void> {
    return this.outbox.fold(manager, {
      to,
      template: `${type}_folded`,
      compose: (count, since) => {
        const often = count === 1 ? 'once more' : `${count} more times`;
        return {
          subject: `${subject}: ${often}`,
          body: [
            `This happened ${often} since ${since.toUTCString()}, and we did not mail you each time. Your account at ${this.links.site} lists it all.`,
            { link: 'See what happened', url: this.links.home },
            `If it was not you: ${advice}`,
          ],
        };
      },
    });
  }

  private async body(
    { happened, advice }: OwnerNotice,
    client: Client,
    details: NoticeDetails,
  ): Promise<MailBlock[]> {
    return [
      happened(details),
      {
        facts: {
          Site: this.links.site,
          When: this.clock.now().toUTCString(),
          ...(client.isOperator
            ? { By: 'the operator of this site' }
            : { Address: client.ip, Browser: await browserName(client.userAgent) }),
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
