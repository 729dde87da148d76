import { Injectable } from '@nestjs/common';
import { operatorClient } from '../client/client.decorator.js';
import { PasswordBudget } from '../passwords/password-budget.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { PasskeysService } from '../two-factor/passkeys/passkeys.service.js';
import { SecondFactorBudgetsService } from '../two-factor/second-factor-budgets.service.js';
import { TwoFactorAuthenticationService } from '../two-factor/two-factor-authentication.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import { canonicalEmailAddress } from '../users/email-address.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { UsersService } from '../users/users.service.js';
import type { ListedAccount } from './account-list.service.js';
import { PasswordResetService } from './password-reset.service.js';

export class NoSuchAccountError extends Error {
  override readonly name = 'NoSuchAccountError';

  constructor(email: string) {
    super(`There is no account with the address ${email}.`);
  }
}

export interface AccountSummary extends ListedAccount {
  twoFactorEnabledAt: Date | null;
  remainingBackupCodes: number;
  passkeys: number;
  groups: string[];
  /** Not so where only passkeys log in. */
  isPasswordLogInEnabled: boolean;
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
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly policy: TwoFactorPolicy,
    private readonly sessions: SessionsService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly twoFactorAuthentication: TwoFactorAuthenticationService,
    private readonly passkeys: PasskeysService,
    private readonly passwordBudget: PasswordBudget,
    private readonly secondFactorBudgets: SecondFactorBudgetsService,
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
      twoFactorDueAt: this.policy.dueAt(user),
      twoFactorEnabledAt: enabledAt,
      remainingBackupCodes,
      groups: user.groups,
      passkeys: await this.passkeys.count(user.id),
      isPasswordLogInEnabled: user.isPasswordLogInEnabled,
      sessions: length,
    };
  }

  /** The account is out at once: no session goes on, and no log-in succeeds. */
  disable(email: string): Promise<void> {
    return this.change(email, async (tx) => {
      await this.users.setDisabled(tx, true);
      await this.credentialChanges.revokeAll(tx);
      await this.securityEvents.record(tx, 'user_disabled');
    });
  }

  enable(email: string): Promise<void> {
    return this.change(email, async (tx) => {
      await this.users.setDisabled(tx, false);
      await this.securityEvents.record(tx, 'user_enabled');
    });
  }

  delete(email: string): Promise<void> {
    return this.change(email, async (tx) => {
      await this.securityEvents.recordDeletion(tx);
      await this.users.delete(tx);
    });
  }

  revokeSessions(email: string): Promise<void> {
    return this.change(email, async (tx) => {
      await this.credentialChanges.revokeAll(tx);
      await this.securityEvents.record(tx, 'sessions_revoked_by_operator');
    });
  }

  /** Clears the waits and locks after wrong passwords and codes, whoever typed them. */
  async unlock(address: string): Promise<void> {
    const user = await this.users.findByEmail(canonicalEmailAddress(address));
    if (user) {
      // Before the transaction, since these have none: on the embedded database they would wait for its end.
      await this.passwordBudget.unlock(user.email);
      await this.secondFactorBudgets.resetApart(user.id);
    }
    await this.change(address, async (tx) => {
      await this.secondFactorBudgets.reset(tx);
      await this.securityEvents.record(tx, 'user_unlocked');
    });
  }

  /** For who lost the authenticator and the backup codes, and proved by other means who they are. */
  resetTwoFactor(email: string): Promise<void> {
    return this.change(email, async (tx) => {
      const passkeys = await this.passkeys.list(tx.userId, tx.manager);
      const passkeyNames = passkeys.map(({ name }) => name);
      await this.twoFactorAuthentication.remove(tx, { keepLogIns: false });
      await this.twoFactorAuthentication.enablePasswordLogIn(tx);
      await this.policy.makeDue(tx);
      await this.credentialChanges.revokeAll(tx);
      await this.securityEvents.record(tx, 'two_factor_reset_by_operator', { passkeyNames });
    });
  }

  /** Mails the owner a link; nobody else sees it. Does nothing for a disabled account. */
  sendPasswordReset(email: string): Promise<void> {
    return this.change(email, (tx) => this.passwordReset.issue(tx));
  }

  private async change(address: string, effect: (tx: AccountTransaction) => Promise<void>): Promise<void> {
    const email = canonicalEmailAddress(address);
    await this.accounts.open({ email }, operatorClient(), () => new NoSuchAccountError(email), effect);
  }
}
