import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { WrongCredentialsException } from '../passwords/wrong-credentials.exception.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import type { Session } from '../sessions/session.entity.js';
import type { Client } from '../client/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { UsersService } from '../users/users.service.js';

@Injectable()
export class AccountDeletionService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly users: UsersService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Deletes the account and all that hangs on it: the foreign keys cascade.
   *
   * @throws WrongCredentialsException, TooManyAttemptsException
   */
  async delete(session: Session, password: string, client: Client): Promise<void> {
    const user = await this.passwordVerification.verifyInSession(session, password, client);
    await this.dataSource.transaction(async (manager) => {
      if (!(await this.users.lockUnchanged(manager, user))) {
        throw new WrongCredentialsException();
      }
      await this.securityEvents.recordDeletion(manager, user.id, client);
      await this.users.delete(manager, user.id);
    });
  }
}
