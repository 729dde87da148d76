import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { INVITATION_LIFETIME, InvitationsService } from '../authentication/invitations.service.js';
import { operatorClient } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { generateToken } from '../crypto/opaque-token.js';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { OperatorError } from '../errors/operator.error.js';
import { OperatorMailsService } from '../mailed-links/operator-mails.service.js';
import { Environment } from '../options/environment.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { canonicalEmailAddress } from '../users/email-address.js';
import { EmailTakenException } from '../users/email-taken.exception.js';
import { UsersService } from '../users/users.service.js';

class AddressTakenError extends OperatorError {
  override readonly name = 'AddressTakenError';

  constructor(email: string) {
    super(`There is an account with the address ${email} already.`);
  }
}

class RegistrationClosedError extends OperatorError {
  override readonly name = 'RegistrationClosedError';

  constructor() {
    super(
      'REGISTRATION is closed, so nobody could use an invitation: set it to invite, or make the account with: twofold user create',
    );
  }
}

/** What was mailed. */
export interface MailedLink {
  /** Canonical. */
  email: string;
  /** Whoever has it may do what its owner may. */
  link: string;
}

/** Accounts that the operator makes, or lets people make. */
@Injectable()
export class AccountCreationService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly invitations: InvitationsService,
    private readonly passwordHasher: PasswordHasher,
    private readonly mails: OperatorMailsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * Makes an account with a verified address and a password that nobody knows, and mails its owner a link to set one.
   *
   * @throws AddressTakenError
   */
  async create(address: string): Promise<MailedLink> {
    const email = canonicalEmailAddress(address);
    const id = randomUUID();
    const passwordHash = await this.passwordHasher.hash(generateToken(), id);
    const user = { id, email, passwordHash, emailVerifiedAt: this.clock.now() };
    return this.dataSource.transaction(async (manager) => {
      const tx = await this.accounts.create(manager, user, operatorClient()).catch((error: unknown) => {
        throw error instanceof EmailTakenException ? new AddressTakenError(email) : error;
      });
      await this.securityEvents.record(tx, 'user_created');
      return { email, link: await this.mails.sendFirstPassword(tx) };
    });
  }

  /**
   * Mails an invitation, which takes the place of an earlier one.
   *
   * @throws AddressTakenError; RegistrationClosedError
   */
  async invite(address: string): Promise<MailedLink> {
    const email = canonicalEmailAddress(address);
    if (this.environment.REGISTRATION === 'closed') {
      throw new RegistrationClosedError();
    }
    return this.dataSource.transaction(async (manager: EntityManager) => {
      if (await this.users.findOwner(manager, email)) {
        throw new AddressTakenError(email);
      }
      const token = await this.invitations.issue(manager, email);
      await this.securityEvents.record({ manager, userId: null, client: operatorClient() }, 'user_invited');
      return { email, link: await this.mails.sendInvitation(manager, email, token, INVITATION_LIFETIME) };
    });
  }
}
