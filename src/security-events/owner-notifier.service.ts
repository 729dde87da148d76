import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import type { Language } from '../languages/languages.js';
import { type MailMessages, mailMessages } from '../languages/mail-texts.js';
import { MailOutbox } from '../mail/mail.outbox.js';
import type { MailBlock } from '../mail/mail.renderer.js';
import { PageLinks } from '../mail/page-links.js';
import { browserName } from './browser-name.js';
import type { OwnedOccasion } from './occasion.interface.js';
import {
  hasNotice,
  type NoticeDetails,
  type NoticeType,
  ownerNotices,
  sendsToPassword,
} from './owner-notices.js';
import type { SecurityEventType } from './security-event-type.js';

interface Owner {
  email: string;
  language: Language | null;
  isVerified: boolean;
}

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
    if (!hasNotice(type)) {
      return;
    }
    const [owner] = await manager.query<Owner[]>(
      'SELECT email, language, email_verified_at IS NOT NULL AS "isVerified" FROM users WHERE id = $1',
      [userId],
    );
    // Who never confirmed an address may not have it, so its owner is not written to.
    const addresses = new Set([...(owner?.isVerified ? [owner.email] : []), ...(details.alsoTo ?? [])]);
    const messages = mailMessages(owner?.language ?? null);
    for (const to of addresses) {
      if (await this.outbox.isFull(manager, type, to)) {
        await this.fold(manager, type, to, messages);
      } else {
        const subject = messages.text(`${type}.subject`);
        const body = await this.body(type, messages, client, details);
        await this.outbox.enqueue(manager, {
          to,
          language: messages.language,
          template: type,
          subject,
          body,
        });
      }
    }
  }

  /** Past the limit of an address one mail stands for all that follow within the hour. */
  private fold(manager: EntityManager, type: NoticeType, to: string, messages: MailMessages): Promise<void> {
    const advice = messages.sentences(ownerNotices[type]);
    return this.outbox.fold(manager, {
      to,
      language: messages.language,
      template: `${type}_folded`,
      compose: (count, first) => {
        const since = messages.moment(first);
        return {
          subject: messages.text('folded.subject', { subject: messages.text(`${type}.subject`), count }),
          body: [
            messages.text('folded.intro', { count, since, site: this.links.site }),
            { link: messages.text('folded.link'), url: this.links.home },
            messages.text('folded.advice', { advice }),
            ...this.links.help(messages),
          ],
        };
      },
    });
  }

  private async body(
    type: NoticeType,
    messages: MailMessages,
    client: Client,
    details: NoticeDetails,
  ): Promise<MailBlock[]> {
    const advice = messages.sentences(ownerNotices[type]);
    return [
      happened(type, messages, details),
      {
        facts: {
          [messages.text('fact.site')]: this.links.site,
          [messages.text('fact.when')]: messages.moment(this.clock.now()),
          ...(client.isOperator
            ? { [messages.text('fact.by')]: messages.text('fact.operator') }
            : {
                [messages.text('fact.address')]: client.ip,
                [messages.text('fact.browser')]: await browserName(client.userAgent, messages),
              }),
        },
      },
      ...(client.isOperator
        ? [messages.text('notice.unexpected', { advice })]
        : [messages.text('notice.was-you'), messages.text('notice.was-not-you', { advice })]),
      ...(sendsToPassword(type)
        ? [{ link: messages.text('set-new-password'), url: this.links.askForPasswordReset() }]
        : []),
      ...this.links.help(messages),
    ];
  }
}

function happened(
  type: NoticeType,
  messages: MailMessages,
  { remainingBackupCodes = 0, passkeyNames, authenticatorName }: NoticeDetails,
): string {
  const names = passkeyNames ?? (authenticatorName === undefined ? [] : [authenticatorName]);
  return messages.text(`${type}.happened`, {
    names: messages.quoted(names),
    count: names.length,
    remaining: remainingBackupCodes,
  });
}
