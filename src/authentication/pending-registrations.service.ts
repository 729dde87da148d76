import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import { laterThan } from '../database/later-than.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { InvalidTokenException } from '../mailed-links/invalid-token.exception.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { Environment } from '../options/environment.js';
import { PendingRegistration } from './pending-registration.entity.js';
import { refuseUninvited } from './registration.exceptions.js';

/** Seconds (NIST SP 800-63B-4 section 4.2.1.2). */
export const PENDING_REGISTRATION_LIFETIME = 24 * 3600;

/**
 * Registrations where verified addresses are required. Until its link is opened there is no user: no log-in, nothing that
 * tells a free address from a taken one, and nothing that keeps its owner out. There can be many for an address, so a later
 * one does not kill the link of an earlier one; the first to be confirmed makes the user, and the others end.
 */
@Injectable()
export class PendingRegistrationsService {
  constructor(
    @InjectRepository(PendingRegistration) private readonly registrations: Repository<PendingRegistration>,
    private readonly dataSource: TwofoldDataSource,
    private readonly accounts: AccountsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** @returns the token to confirm it with, of 256 random bits. */
  async add(
    manager: EntityManager,
    { id, email, passwordHash }: Pick<User, 'id' | 'email' | 'passwordHash'>,
  ): Promise<string> {
    const token = generateToken();
    const expiresAt = this.clock.inSeconds(PENDING_REGISTRATION_LIFETIME);
    await manager.insert(PendingRegistration, {
      id,
      email,
      passwordHash,
      expiresAt,
      tokenHash: hashToken(token),
    });
    return token;
  }

  /**
   * Makes the user.
   *
   * @returns false, and does nothing, for a token that is of no registration, or of one that is over.
   * @throws EmailTakenException when the address has an account by now; as {@link refuseUninvited} when strangers may not sign up
   *   any more.
   */
  async confirm(token: string, client: Client): Promise<boolean> {
    const expiresAt = laterThan(this.clock.now());
    const registration = await this.registrations.findOneBy({ tokenHash: hashToken(token), expiresAt });
    if (!registration) {
      return false;
    }
    refuseUninvited(this.environment, undefined);
    const { id, email } = registration;
    await this.dataSource.transaction(async (manager) => {
      // First: on the unique index all who confirm this address wait for each other.
      const user = { ...registration, emailVerifiedAt: this.clock.now() };
      const tx = await this.accounts.create(manager, user, client);
      const { affected } = await manager.delete(PendingRegistration, { id });
      if (affected !== 1) {
        throw new InvalidTokenException();
      }
      await manager.delete(PendingRegistration, { email });
      await this.securityEvents.record(tx, 'user_created');
      await this.securityEvents.record(tx, 'email_verified');
    });
    return true;
  }
}
