import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MailOutbox } from '../mail/mail.outbox.js';
import type { MailBlock } from '../mail/mail.renderer.js';
import { PageLinks } from '../mail/page-links.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import type { OneTimeToken } from './one-time-token.entity.js';
import { oneTimeTokenLifetimes, OneTimeTokensService } from './one-time-tokens.service.js';
import { RECOVERY_TOKEN_LIFETIME, RecoveryTokensService } from './recovery-tokens.service.js';

const ignore = 'If you did not ask for this, ignore this mail: nothing changes.';

/** Kinds of mails that strangers can cause, and that are limited for each address. */
type LimitedTemplate =
  'verify-email' | 'change-email' | 'reset-password' | 'already-registered' | 'address-taken';

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
    await this.send(manager, 'verify-email', user.email, async () => {
      const token = await this.oneTimeTokens.issue(tx, {
        email: user.email,
        purpose: 'email-verification',
        knownBrowserId: null,
      });
      return {
        lifetime: oneTimeTokenLifetimes['email-verification'],
        subject: 'Confirm your e-mail address',
        body: [
          `This address was given for an account at ${this.links.site}. Please confirm that it is yours. The link works for 24 hours.`,
          { link: 'Confirm this address', url: this.links.verifyEmail(token), code: token },
          ignore,
        ],
      };
    });
  }

  /**
   * Where the account is made only when the link is opened.
   *
   * @param lifetime of the token, in seconds.
   */
  async sendRegistration(
    manager: EntityManager,
    email: string,
    token: string,
    lifetime: number,
  ): Promise<void> {
    await this.send(manager, 'verify-email', email, () =>
      Promise.resolve({
        lifetime,
        subject: 'Confirm your e-mail address',
        body: [
          `Somebody signed up with this address at ${this.links.site}. If this was you, confirm it: that makes your account. The link works for 24 hours.`,
          { link: 'Confirm this address', url: this.links.verifyEmail(token), code: token },
          'If it was not you, ignore this mail, and there will be no account. Whoever signed up has chosen its password.',
        ],
      }),
    );
  }

  async sendEmailChange(
    tx: AccountTransaction,
    { knownBrowserId }: Pick<OneTimeToken, 'knownBrowserId'>,
    newEmail: string,
  ): Promise<void> {
    await this.send(tx.manager, 'change-email', newEmail, async () => {
      const token = await this.oneTimeTokens.issue(tx, {
        email: newEmail,
        purpose: 'email-change',
        knownBrowserId,
      });
      return {
        lifetime: oneTimeTokenLifetimes['email-change'],
        subject: 'Confirm your new e-mail address',
        body: [
          `An account at ${this.links.site} is to have this address from now on. Please confirm that it is yours. The link works for 24 hours.`,
          { link: 'Use this address', url: this.links.verifyEmail(token), code: token },
          ignore,
        ],
      };
    });
  }

  /** Past the limit it is sent all the same when no link is alive, so that no stranger uses up the owner's way in. */
  async sendPasswordReset(tx: AccountTransaction): Promise<void> {
    const { manager, user } = tx;
    const isNeeded = !(await this.recoveryTokens.hasLive(tx, 'password-reset'));
    const compose = async () => ({
      lifetime: RECOVERY_TOKEN_LIFETIME,
      subject: 'Set a new password',
      body: [
        `Somebody asked for a new password for your account at ${this.links.site}. The link works for 10 minutes, once.`,
        await this.resetLink(tx),
        ...(user.isTwoFactorAuthenticationEnabled
          ? ['You will be asked for a code of your authenticator app, or for a backup code.']
          : []),
        ...(user.emailVerifiedAt ? [] : await this.releaseOffer(tx)),
        ignore,
      ],
    });
    await this.send(manager, 'reset-password', user.email, compose, isNeeded);
  }

  /** To the owner of an address that somebody registered again; without a token, as anybody can cause it. */
  async sendAlreadyRegistered(manager: EntityManager, email: string): Promise<void> {
    await this.send(manager, 'already-registered', email, () =>
      Promise.resolve({
        subject: 'You already have an account',
        body: [
          `Somebody tried to register with this address at ${this.links.site}, where it has an account already. If this was you, log in, or set a new password.`,
          { link: 'Log in', url: this.links.home },
          { link: 'Set a new password', url: this.links.resetPassword() },
          ignore,
        ],
      }),
    );
  }

  /** To the owner of an address that the owner of another account wants to have. */
  async sendAddressTaken(manager: EntityManager, email: string): Promise<void> {
    await this.send(manager, 'address-taken', email, () =>
      Promise.resolve({
        subject: 'This address has an account already',
        body: [
          `Somebody wanted to use this address for another account at ${this.links.site}. It has an account of its own, so it was not done.`,
          ignore,
        ],
      }),
    );
  }

  private async resetLink(tx: AccountTransaction): Promise<MailBlock> {
    const token = await this.recoveryTokens.issue(tx, 'password-reset');
    return { link: 'Set a new password', url: this.links.resetPassword(token), code: token };
  }

  /** An account that never proved its address may be a stranger's who took it first. */
  private async releaseOffer(tx: AccountTransaction): Promise<MailBlock[]> {
    const token = await this.recoveryTokens.issue(tx, 'address-release');
    return [
      'It was never confirmed that this address belongs to the account. If you did not make it, somebody else took your address. Then release it: that account is deleted, with all that belongs to it, and you can sign up yourself.',
      { link: 'Release this address', url: this.links.releaseAddress(token), code: token },
    ];
  }

  private async send(
    manager: EntityManager,
    template: LimitedTemplate,
    to: string,
    compose: () => Promise<Omit<Parameters<MailOutbox['enqueue']>[1], 'to' | 'template'>>,
    isNeeded = false,
  ): Promise<void> {
    if (isNeeded || !(await this.outbox.isFull(manager, template, to))) {
      await this.outbox.enqueue(manager, { ...(await compose()), template, to });
    }
  }
}
