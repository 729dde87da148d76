import { Injectable } from '@nestjs/common';
import { PendingRegistrationsService } from '../authentication/pending-registrations.service.js';
import type { Client } from '../client/client.decorator.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith } from '../errors/violation.js';
import { InvalidTokenException } from '../mailed-links/invalid-token.exception.js';
import { MailedLinksService } from '../mailed-links/mailed-links.service.js';
import type { OneTimeToken } from '../mailed-links/one-time-token.entity.js';
import { OneTimeTokensService } from '../mailed-links/one-time-tokens.service.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import type { Session } from '../sessions/session.entity.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';

/** Each writes to somebody else. */
const changesOfAccount: RateLimit = { name: 'email-change', points: 5, duration: 3600 };
const changesFromAddress: RateLimit = { name: 'email-change-address', points: 20, duration: 3600 };
/** As registrations, which mail the same. */
const verificationsFromAddress: RateLimit = { name: 'email-verification', points: 200, duration: 3600 };

const notAuthenticated = () => new NotAuthenticatedException();

/** Proves that an address is its owner's: the one that an account has, is to have, or is to be made with. */
@Injectable()
export class EmailVerificationService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly oneTimeTokens: OneTimeTokensService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly pendingRegistrations: PendingRegistrationsService,
    private readonly rateLimits: RateLimitsService,
    private readonly mails: MailedLinksService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Mails a link to the address of the account; nothing where it is confirmed already.
   *
   * @throws TooManyAttemptsException
   */
  async request(user: User, client: Client): Promise<void> {
    await this.rateLimits.chargeAddress(verificationsFromAddress, client.ip);
    await this.accounts.change(user, client, notAuthenticated, async (tx) => {
      if (!user.emailVerifiedAt) {
        await this.mails.sendVerification(tx);
      }
    });
  }

  /**
   * Mails a link to the new address, and a notice to the old one. Until the link is opened everything stays as it is. The
   * owner of a taken address is told, and nobody else: the answer is the same.
   *
   * @throws ValidationFailedException for the address that the account has already; TooManyAttemptsException;
   *   NotAuthenticatedException when the session was ended while this waited, as by a new password: the link would outlive
   *   what ended it.
   */
  async requestChange(user: User, session: Session, newEmail: string, client: Client): Promise<void> {
    if (newEmail === user.email) {
      throw new ValidationFailedException([
        problemWith('email', 'unchanged', 'must be another one than before.'),
      ]);
    }
    await this.rateLimits.charge(changesOfAccount, user.id);
    await this.rateLimits.chargeAddress(changesFromAddress, client.ip);
    const owner = await this.users.findByEmail(newEmail);
    await this.accounts.change(user, client, notAuthenticated, async (tx) => {
      if (!(await this.sessions.isThere(tx, session))) {
        throw new NotAuthenticatedException();
      }
      await this.securityEvents.record(tx, 'email_change_requested');
      if (!owner) {
        await this.mails.sendEmailChange(tx, session, newEmail);
      } else if (owner.emailVerifiedAt) {
        await this.mails.sendAddressTaken(tx.manager, { to: newEmail, language: owner.language });
      }
    });
  }

  /**
   * @throws InvalidTokenException; EmailTakenException where the address got an account in the meantime, which only its
   *   owner gets to know.
   */
  async confirm(token: string, client: Client): Promise<void> {
    if (await this.pendingRegistrations.confirm(token, client)) {
      return;
    }
    const found = await this.oneTimeTokens.find(token, 'email-verification', 'email-change');
    const user = await this.users.findById(found.userId);
    const onConflict = () => new InvalidTokenException();
    if (!user) {
      throw onConflict();
    }
    await this.accounts.change(user, client, onConflict, async (tx) => {
      await this.oneTimeTokens.consume(tx, found);
      await (found.purpose === 'email-change' ? this.change(tx, found) : this.verify(tx, found));
    });
  }

  private async verify(tx: AccountTransaction, { email }: OneTimeToken): Promise<void> {
    if (tx.user.email !== email) {
      throw new InvalidTokenException();
    }
    await this.users.setVerifiedEmail(tx, email);
    await this.securityEvents.record(tx, 'email_verified');
  }

  private async change(tx: AccountTransaction, { email, knownBrowserId }: OneTimeToken): Promise<void> {
    const { email: oldEmail, emailVerifiedAt } = tx.user;
    await this.users.setVerifiedEmail(tx, email);
    await this.credentialChanges.revokeOfOldAddress(tx, knownBrowserId);
    await this.securityEvents.record(tx, 'email_changed', { alsoTo: emailVerifiedAt ? [oldEmail] : [] });
  }
}
