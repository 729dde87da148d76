import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Language } from '../languages/languages.js';
import { type MailMessages, mailMessages } from '../languages/mail-texts.js';
import { MailOutbox, type NewMail } from '../mail/mail.outbox.js';
import type { MailBlock } from '../mail/mail.renderer.js';
import { PageLinks } from '../mail/page-links.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import type { OneTimeToken } from './one-time-token.entity.js';
import { oneTimeTokenLifetimes, OneTimeTokensService } from './one-time-tokens.service.js';
import { RECOVERY_TOKEN_LIFETIME, RecoveryTokensService } from './recovery-tokens.service.js';

/** Kinds of mails that strangers can cause, and that are limited for each address. */
type LimitedTemplate =
  'verify-email' | 'change-email' | 'reset-password' | 'already-registered' | 'address-taken';

type Letter = Pick<NewMail, 'subject' | 'body' | 'lifetime'>;

/** Who gets a mail; `language` is null where none is known. */
export interface Recipient {
  to: string;
  language: Language | null;
}

/**
 * The mails with links, each with the token that it carries. Past the limit of an address nothing is sent, and an earlier token lives on.
 */
@Injectable()
export class MailedLinksService {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly links: PageLinks,
    private readonly oneTimeTokens: OneTimeTokensService,
    private readonly recoveryTokens: RecoveryTokensService,
  ) {}

  async sendVerification(tx: AccountTransaction): Promise<void> {
    const { manager, user } = tx;
    await this.send(manager, 'verify-email', ownerOf(tx), async (messages) => {
      const token = await this.oneTimeTokens.issue(tx, {
        email: user.email,
        purpose: 'email-verification',
        knownBrowserId: null,
      });
      return {
        lifetime: oneTimeTokenLifetimes['email-verification'],
        subject: messages.text('verify-email.subject'),
        body: [
          messages.text('verify-email.intro', { site: this.links.site }),
          { link: messages.text('verify-email.link'), url: this.links.verifyEmail(token), code: token },
          messages.text('ignore'),
        ],
      };
    });
  }

  /**
   * Where the account is made only when the link is opened.
   *
   * @param recipient in the language of the browser that asks: there is no account that could have one.
   * @param lifetime of the token, in seconds.
   */
  async sendRegistration(
    manager: EntityManager,
    recipient: Recipient,
    token: string,
    lifetime: number,
  ): Promise<void> {
    await this.send(manager, 'verify-email', recipient, (messages) => ({
      lifetime,
      subject: messages.text('verify-email.subject'),
      body: [
        messages.text('registration.intro', { site: this.links.site }),
        { link: messages.text('verify-email.link'), url: this.links.verifyEmail(token), code: token },
        messages.text('registration.ignore'),
      ],
    }));
  }

  async sendEmailChange(
    tx: AccountTransaction,
    { knownBrowserId }: Pick<OneTimeToken, 'knownBrowserId'>,
    newEmail: string,
  ): Promise<void> {
    await this.send(tx.manager, 'change-email', { ...ownerOf(tx), to: newEmail }, async (messages) => {
      const token = await this.oneTimeTokens.issue(tx, {
        email: newEmail,
        purpose: 'email-change',
        knownBrowserId,
      });
      return {
        lifetime: oneTimeTokenLifetimes['email-change'],
        subject: messages.text('change-email.subject'),
        body: [
          messages.text('change-email.intro', { site: this.links.site }),
          { link: messages.text('change-email.link'), url: this.links.verifyEmail(token), code: token },
          messages.text('ignore'),
        ],
      };
    });
  }

  /** Past the limit it is sent all the same when no link is alive, so that no stranger uses up the owner's way in. */
  async sendPasswordReset(tx: AccountTransaction): Promise<void> {
    const { manager, user } = tx;
    const isNeeded = !(await this.recoveryTokens.hasLive(tx, 'password-reset'));
    const compose = async (messages: MailMessages) => ({
      lifetime: RECOVERY_TOKEN_LIFETIME,
      subject: messages.text('reset-password.subject'),
      body: [
        messages.text('reset-password.intro', { site: this.links.site }),
        await this.resetLink(tx, messages),
        ...(user.isTwoFactorAuthenticationEnabled ? [messages.text('reset-password.second-factor')] : []),
        ...(user.emailVerifiedAt ? [] : await this.releaseOffer(tx, messages)),
        messages.text('ignore'),
        ...this.links.help(messages),
      ],
    });
    await this.send(manager, 'reset-password', ownerOf(tx), compose, isNeeded);
  }

  /** To the owner of an address that somebody registered again; without a token, as anybody can cause it. */
  async sendAlreadyRegistered(manager: EntityManager, owner: Recipient): Promise<void> {
    await this.send(manager, 'already-registered', owner, (messages) => ({
      subject: messages.text('already-registered.subject'),
      body: [
        messages.text('already-registered.intro', { site: this.links.site }),
        { link: messages.text('already-registered.link'), url: this.links.home },
        { link: messages.text('set-new-password'), url: this.links.askForPasswordReset() },
        messages.text('ignore'),
      ],
    }));
  }

  /** To the owner of an address that the owner of another account wants to have. */
  async sendAddressTaken(manager: EntityManager, owner: Recipient): Promise<void> {
    await this.send(manager, 'address-taken', owner, (messages) => ({
      subject: messages.text('address-taken.subject'),
      body: [messages.text('address-taken.intro', { site: this.links.site }), messages.text('ignore')],
    }));
  }

  private async resetLink(tx: AccountTransaction, messages: MailMessages): Promise<MailBlock> {
    const token = await this.recoveryTokens.issue(tx, 'password-reset');
    const url = this.links.resetPassword(token, tx.user.email);
    return { link: messages.text('set-new-password'), url, code: token };
  }

  /** An account that never proved its address may be a stranger's who took it first. */
  private async releaseOffer(tx: AccountTransaction, messages: MailMessages): Promise<MailBlock[]> {
    const token = await this.recoveryTokens.issue(tx, 'address-release');
    return [
      messages.text('release-address.intro'),
      { link: messages.text('release-address.link'), url: this.links.releaseAddress(token), code: token },
    ];
  }

  private async send(
    manager: EntityManager,
    template: LimitedTemplate,
    { to, language }: Recipient,
    compose: (messages: MailMessages) => Letter | Promise<Letter>,
    isNeeded = false,
  ): Promise<void> {
    if (isNeeded || !(await this.outbox.isFull(manager, template, to))) {
      const letter = await compose(mailMessages(language));
      await this.outbox.enqueue(manager, { ...letter, template, to, language });
    }
  }
}

function ownerOf({ user: { email, language } }: AccountTransaction): Recipient {
  return { to: email, language };
}
