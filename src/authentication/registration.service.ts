import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { MailedLinksService } from '../mailed-links/mailed-links.service.js';
import { Environment } from '../options/environment.js';
import { NewPasswordHasher } from '../passwords/new-password.hasher.js';
import { clientAddress } from '../rate-limiting/client-address.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import type { Invitation } from './invitation.entity.js';
import { InvitationsService } from './invitations.service.js';
import {
  PENDING_REGISTRATION_LIFETIME,
  PendingRegistrationsService,
} from './pending-registrations.service.js';
import type { RegisterDto } from './registration.dto.js';
import { refuseUninvited } from './registration.exceptions.js';

/** Registrations from one address, against floods of accounts; generous, since whole offices share one. */
const registrations: RateLimit = { name: 'registration', points: 200, duration: 3600 };

type Registration = Pick<User, 'id' | 'email' | 'passwordHash'>;

@Injectable()
export class RegistrationService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly newPasswords: NewPasswordHasher,
    private readonly invitations: InvitationsService,
    private readonly pendingRegistrations: PendingRegistrationsService,
    private readonly rateLimits: RateLimitsService,
    private readonly mails: MailedLinksService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * Makes an account, and mails its owner a link to confirm the address with. Where verified addresses are required, the
   * link makes the account; so nobody learns who has one (OWASP ASVS v5.0.0-6.3.8), and the owner of a taken address is
   * told by mail. An invitation was such a link.
   *
   * @returns the user; nothing where there is none yet.
   * @throws ValidationFailedException for a bad password; EmailTakenException unless verification is required;
   *   TooManyAttemptsException; as {@link refuseUninvited} and {@link InvitationsService.find}
   */
  async register(dto: RegisterDto, client: Client): Promise<User | undefined> {
    refuseUninvited(this.environment, dto.invitation);
    await this.rateLimits.chargeAddress(registrations, client.ip);
    const id = randomUUID();
    const invitation =
      dto.invitation === undefined ? undefined : await this.invitations.find(dto.invitation, dto.email);
    const passwordHash = await this.newPasswords.hash({ ...dto, id }, clientAddress(client.ip));
    const registration = { id, email: dto.email, passwordHash };
    if (invitation) {
      return this.createInvited(registration, invitation, client);
    }
    if (this.environment.EMAIL_VERIFICATION === 'required') {
      await this.defer(registration, client);
      return undefined;
    }
    return this.create(registration, client);
  }

  /** Reads and writes the same rows for a taken address as for a free one; only the text of the mail is another. */
  private async defer(registration: Registration, client: Client): Promise<void> {
    const { email } = registration;
    await this.dataSource.transaction(async (manager) => {
      const token = await this.pendingRegistrations.add(manager, registration);
      const owner = await this.users.findOwner(manager, email);
      await (owner
        ? this.mails.sendAlreadyRegistered(manager, { to: email, language: owner.language })
        : this.mails.sendRegistration(
            manager,
            { to: email, language: client.language ?? null },
            token,
            PENDING_REGISTRATION_LIFETIME,
          ));
    });
  }

  private createInvited(registration: Registration, invitation: Invitation, client: Client): Promise<User> {
    return this.dataSource.transaction(async (manager) => {
      // First: on its row all who use it wait for each other.
      await this.invitations.consume(manager, invitation);
      const tx = await this.accounts.create(
        manager,
        { ...registration, emailVerifiedAt: this.clock.now() },
        client,
      );
      await this.securityEvents.record(tx, 'user_created');
      await this.securityEvents.record(tx, 'email_verified');
      return tx.user;
    });
  }

  private create(registration: Registration, client: Client): Promise<User> {
    return this.dataSource.transaction(async (manager) => {
      const tx = await this.accounts.create(manager, { ...registration, emailVerifiedAt: null }, client);
      await this.securityEvents.record(tx, 'user_created');
      await this.mails.sendVerification(tx);
      return tx.user;
    });
  }
}
