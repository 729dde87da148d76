import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith } from '../errors/violation.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import { WrongCredentialsException } from '../passwords/wrong-credentials.exception.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { Session } from '../sessions/session.entity.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';

@Injectable()
export class AccountDeletionService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly users: UsersService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Deletes the account and all that hangs on it: the foreign keys cascade.
   *
   * @throws ValidationFailedException without a password, unless the account has none that counts: then a fresh session is enough;
   *   WrongCredentialsException, TooManyAttemptsException
   */
  async delete(owner: User, session: Session, password: string | undefined, client: Client): Promise<void> {
    const user = await this.prove(owner, session, password, client);
    const onConflict = () => new WrongCredentialsException();
    await this.accounts.change(user, client, onConflict, async (tx) => {
      await this.securityEvents.recordDeletion(tx);
      await this.users.delete(tx);
    });
  }

  private async prove(
    owner: User,
    session: Session,
    password: string | undefined,
    client: Client,
  ): Promise<User> {
    if (password !== undefined) {
      return this.passwordVerification.verifyInSession(session, password, client);
    }
    if (owner.isPasswordLogInEnabled) {
      throw new ValidationFailedException([problemWith('password', 'not-a-string', 'must be a string.')]);
    }
    return owner;
  }
}
