import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import { isFresh } from '../sessions/session-lifetimes.js';
import type { Session } from '../sessions/session.entity.js';
import { NotAuthenticatedException, PasskeyRequiredException } from '../sessions/session.exceptions.js';
import { type IssuedSession, SessionsService } from '../sessions/sessions.service.js';
import { FactorRemovalService } from '../two-factor/factor-removal.service.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';

/** "Passkeys only": turns the log-in by password off for those who want nothing that can be phished, and on again. */
@Injectable()
export class LogInMethodsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly factorRemoval: FactorRemovalService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly sessions: SessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /** @throws PasskeyRequiredException unless one was used in this session just now; NotEnoughPasskeysException */
  async change(
    user: User,
    session: Session,
    isPasswordLogInEnabled: boolean,
    client: Client,
  ): Promise<IssuedSession & { user: User }> {
    if (!session.passkeyVerifiedAt || !isFresh(session.passkeyVerifiedAt, this.clock.now())) {
      throw new PasskeyRequiredException();
    }
    const onConflict = () => new NotAuthenticatedException();
    return this.accounts.change(user, client, onConflict, async (tx) => {
      if (!isPasswordLogInEnabled) {
        await this.factorRemoval.refuseTooFewPasskeys(tx);
        await this.credentialChanges.revokeAllBut(tx, session);
      }
      await this.users.setPasswordLogIn(tx, isPasswordLogInEnabled);
      if (isPasswordLogInEnabled !== user.isPasswordLogInEnabled) {
        const type = isPasswordLogInEnabled ? 'password_log_in_enabled' : 'password_log_in_disabled';
        await this.securityEvents.record(tx, type);
      }
      const issued = await this.sessions.renew(tx, session, {});
      return { ...issued, user: { ...user, isPasswordLogInEnabled } };
    });
  }
}
