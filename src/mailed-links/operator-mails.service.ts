import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mailMessages } from '../languages/mail-texts.js';
import { MailOutbox } from '../mail/mail.outbox.js';
import { PageLinks } from '../mail/page-links.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { RecoveryTokensService } from './recovery-tokens.service.js';

/** Seconds. Nobody waits for this mail, and until a password is set there is nothing behind the link yet. */
const FIRST_PASSWORD_LIFETIME = 7 * 86_400;

/** The mails with links that the operator causes; so they have no limit. Each returns its link. */
@Injectable()
export class OperatorMailsService {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly links: PageLinks,
    private readonly recoveryTokens: RecoveryTokensService,
  ) {}

  /**
   * In English: nothing is known of who gets it.
   *
   * @param lifetime of the token, in seconds.
   */
  async sendInvitation(manager: EntityManager, to: string, token: string, lifetime: number): Promise<string> {
    const url = this.links.signUp(token);
    const messages = mailMessages(null);
    await this.outbox.enqueue(manager, {
      to,
      language: null,
      template: 'invitation',
      lifetime,
      subject: messages.text('invitation.subject'),
      body: [
        messages.text('invitation.intro', { site: this.links.site }),
        { link: messages.text('invitation.link'), url, code: token },
        messages.text('ignore-unknown'),
      ],
    });
    return url;
  }

  /** To the owner of an account that has no password yet. */
  async sendFirstPassword(tx: AccountTransaction): Promise<string> {
    const { email, language } = tx.user;
    const token = await this.recoveryTokens.issue(tx, 'password-reset', FIRST_PASSWORD_LIFETIME);
    const url = this.links.resetPassword(token, email);
    const messages = mailMessages(language);
    await this.outbox.enqueue(tx.manager, {
      to: email,
      language,
      template: 'first-password',
      lifetime: FIRST_PASSWORD_LIFETIME,
      subject: messages.text('first-password.subject'),
      body: [
        messages.text('first-password.intro', { site: this.links.site }),
        { link: messages.text('first-password.link'), url, code: token },
        messages.text('first-password.ended'),
        { link: messages.text('set-new-password'), url: this.links.askForPasswordReset() },
        messages.text('ignore-unknown'),
      ],
    });
    return url;
  }
}
