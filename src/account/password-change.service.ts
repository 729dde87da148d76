import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith } from '../errors/violation.js';
import { NewPasswordHasher } from '../passwords/new-password.hasher.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import { WrongCredentialsException } from '../passwords/wrong-credentials.exception.js';
import { clientAddress } from '../rate-limiting/client-address.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import type { Session } from '../sessions/session.entity.js';
import { type IssuedSession, SessionsService } from '../sessions/sessions.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { UsersService } from '../users/users.service.js';
import type { ChangePasswordDto } from './account.dto.js';

@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly users: UsersService,
    private readonly newPasswords: NewPasswordHasher,
    private readonly sessions: SessionsService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes the password, ends all other sessions, and gives this one a new id.
   *
   * @throws WrongCredentialsException for a wrong current password; TooManyAttemptsException; ValidationFailedException
   */
  async change(
    session: Session,
    { currentPassword, newPassword }: ChangePasswordDto,
    client: Client,
  ): Promise<IssuedSession> {
    const user = await this.passwordVerification.verifyInSession(session, currentPassword, client);
    if (newPassword.normalize('NFC') === currentPassword.normalize('NFC')) {
      throw new ValidationFailedException([
        problemWith('newPassword', 'unchanged', 'must be another one than before.'),
      ]);
    }
    const passwordHash = await this.newPasswords.hash(
      { ...user, password: newPassword, property: 'newPassword' },
      clientAddress(client.ip),
    );
    const onConflict = () => new WrongCredentialsException();
    return this.accounts.change(user, client, onConflict, async (tx) => {
      await this.users.setPasswordHash(tx, passwordHash);
      await this.credentialChanges.revokeAllBut(tx, session);
      await this.securityEvents.record(tx, 'authn_password_change');
      return this.sessions.renew(tx, session, { firstFactorVerifiedAt: this.clock.now() });
    });
  }
}
