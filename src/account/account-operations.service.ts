import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Client, OPERATOR } from '../client/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { TwoFactorAuthenticationService } from '../two-factor/two-factor-authentication.service.js';
import { canonicalEmailAddress } from '../users/email-address.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { PasswordResetService } from './password-reset.service.js';

export class NoSuchAccountError extends Error {
  override readonly name = 'NoSuchAccountError';

  constructor(email: string) {
    super(`There is no account with the address ${email}.`);
  }
}

export interface AccountSummary {
  id: string;
  email: string;
  createdAt: Date;
  emailVerifiedAt: Date | null;
  disabledAt: Date | null;
  isTwoFactorAuthenticationEnabled: boolean;
  twoFactorEnabledAt: Date | null;
  remainingBackupCodes: number;
  sessions: number;
}

/**
 * What the operator can do with an account. Each is one transaction that locks the user's row, with its event and its
 * mail to the owner. A password can be reset only by its owner (OWASP ASVS v5.0.0-6.4.6).
 *
 * All methods take an e-mail address in any spelling, and throw NoSuchAccountError.
 */
@Injectable()
export class AccountOperationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly twoFactorAuthentication: TwoFactorAuthenticationService,
    private readonly passwordReset: PasswordResetService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  async show(address: string): Promise<AccountSummary> {
    const email = canonicalEmailAddress(address);
    const user = await this.users.findByEmail(email);
    if (!user) {
      throw new NoSuchAccountError(email);
    }
    const { enabledAt, remainingBackupCodes } = await this.twoFactorAuthentication.status(user);
    const { length } = await this.sessions.list(user.id);
    return {
      id: user.id,
      email: user.email,
      createdAt: user.createdAt,
      emailVerifiedAt: user.emailVerifiedAt,
      disabledAt: user.disabledAt,
      isTwoFactorAuthenticationEnabled: user.isTwoFactorAuthenticationEnabled,
      twoFactorEnabledAt: enabledAt,
      remainingBackupCodes,
      sessions: length,
    };
  }

  /** The account is out at once: no session goes on, and no log-in succeeds. */
  disable(email: string): Promise<void> {
    return this.change(email, async (manager, { id }, client) => {
      await this.users.setDisabled(manager, id, true);
      await this.credentialChanges.revokeAll(manager, id);
      await this.securityEvents.record(manager, 'user_disabled', id, client);
    });
  }

  enable(email: string): Promise<void> {
    return this.change(email, async (manager, { id }, client) => {
      await this.users.setDisabled(manager, id, false);
      await this.securityEvents.record(manager, 'user_enabled', id, client);
    });
  }

  delete(email: string): Promise<void> {
    return this.change(email, async (manager, { id }, client) => {
      await this.securityEvents.recordDeletion(manager, id, client);
      await this.users.delete(manager, id);
    });
  }

  revokeSessions(email: string): Promise<void> {
    return this.change(email, async (manager, { id }, client) => {
      await this.credentialChanges.revokeAll(manager, id);
      await this.securityEvents.record(manager, 'sessions_revoked_by_operator', id, client);
    });
  }

  /** For who lost the authenticator and the backup codes, and proved by other means who they are. */
  resetTwoFactor(email: string): Promise<void> {
    return this.change(email, async (manager, { id }, client) => {
      await this.twoFactorAuthentication.remove(manager, id);
      await this.credentialChanges.revokeAll(manager, id);
      await this.securityEvents.record(manager, 'two_factor_reset_by_operator', id, client);
    });
  }

  /** Mails the owner a link; nobody else sees it. Does nothing for a disabled account. */
  sendPasswordReset(email: string): Promise<void> {
    return this.change(email, (manager, user, client) =>
      this.passwordReset.issue(manager, user.email, client),
    );
  }

  private async change(
    address: string,
    effect: (manager: EntityManager, user: User, client: Client) => Promise<void>,
  ): Promise<void> {
    const email = canonicalEmailAddress(address);
    await this.dataSource.transaction(async (manager) => {
      const user = await this.users.lockByEmail(manager, email);
      if (!user) {
        throw new NoSuchAccountError(email);
      }
      await effect(manager, user, {
        ip: OPERATOR,
        userAgent: 'Twofold command line',
        requestId: randomUUID(),
        isOperator: true,
      });
    });
  }
}
