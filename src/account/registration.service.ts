import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { RegisterDto } from '../authentication/dto/register.dto.js';
import { Environment } from '../config/environment.js';
import type { Client } from '../http/client.decorator.js';
import { addressLimits } from '../rate-limiting/client-address.js';
import { type RateLimit, RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { EmailTakenException } from '../users/email-taken.exception.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { AccountMailsService } from './account-mails.service.js';

/** Registrations from one address, against floods of accounts; generous, since whole offices share one. */
const registrations: RateLimit = { name: 'registration', points: 200, duration: 3600 };

@Injectable()
export class RegistrationService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly rateLimits: RateLimitsService,
    private readonly mails: AccountMailsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly environment: Environment,
  ) {}

  /**
   * Makes an account, and mails its owner a link to confirm the address with.
   *
   * @returns the user; nothing where verified addresses are required, so that nobody learns who has an account (OWASP
   *   ASVS v5.0.0-6.3.8): the owner of a taken address is told by mail.
   * @throws ValidationFailedException for a bad password; EmailTakenException unless verification is required;
   *   TooManyAttemptsException
   */
  async register(dto: RegisterDto, client: Client): Promise<User | undefined> {
    for (const { limit, address } of addressLimits(registrations, client.ip)) {
      await this.rateLimits.charge(limit, address);
    }
    const passwordHash = await this.users.hashNewPassword(dto);
    const isVerificationRequired = this.environment.EMAIL_VERIFICATION === 'required';
    try {
      const user = await this.create(dto.email, passwordHash, client);
      return isVerificationRequired ? undefined : user;
    } catch (error) {
      if (!isVerificationRequired || !(error instanceof EmailTakenException)) {
        throw error;
      }
      await this.tellOwner(dto.email);
      return undefined;
    }
  }

  private create(email: string, passwordHash: string, client: Client): Promise<User> {
    return this.dataSource.transaction(async (manager) => {
      const user = await this.users.create(manager, { email, passwordHash });
      await this.securityEvents.record(manager, 'user_created', user.id, client);
      await this.mails.sendVerification(manager, user);
      return user;
    });
  }

  private async tellOwner(email: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const owner = await this.users.lockByEmail(manager, email);
      if (owner && !owner.disabledAt) {
        await this.mails.sendAlreadyRegistered(manager, owner);
      }
    });
  }
}
