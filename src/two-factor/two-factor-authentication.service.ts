import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import type { Session } from '../sessions/session.entity.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { type IssuedSession, type SessionChanges, SessionsService } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { BackupCodesService } from './backup-codes/backup-codes.service.js';
import { steppedUp } from './second-factor-method.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import { SecondFactorBudgetsService } from './second-factor-budgets.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { PendingSecretsService } from './totp/pending-secrets.service.js';
import { TotpMethod } from './totp/totp.method.js';
import type { SecondFactorCodeDto, TwoFactorStatusResponse } from './two-factor.dto.js';

export interface EnabledTwoFactor extends IssuedSession {
  backupCodes: string[];
}

/**
 * Turns two-factor authentication on, off, and over to a new authenticator. Each is one transaction that locks the
 * user's row first, ends all other sessions, and gives the one at hand a new id.
 */
@Injectable()
export class TwoFactorAuthenticationService {
  constructor(
    private readonly secondFactors: SecondFactorsService,
    private readonly budgets: SecondFactorBudgetsService,
    private readonly pendingSecrets: PendingSecretsService,
    private readonly backupCodes: BackupCodesService,
    private readonly methods: SecondFactorMethods,
    private readonly totp: TotpMethod,
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly sessions: SessionsService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a waiting secret the active one, once a code shows that the authenticator has it. The code is used up by this.
   *
   * @throws NoPendingTwoFactorSecretException, WrongTwoFactorCodeException
   */
  async turnOn(user: User, session: Session, code: string, client: Client): Promise<EnabledTwoFactor> {
    const confirmed = await this.pendingSecrets.confirm(user.id, code, client);
    return this.changeWithNewBackupCodes(user, session, client, async (tx) => {
      await this.pendingSecrets.consume(tx, confirmed);
      await this.totp.replaceAll(tx, confirmed);
      await this.budgets.open(tx);
      await this.knownBrowsers.noteSecondFactor(tx, session);
      await this.users.setTwoFactorAuthentication(tx, true);
      const type = user.isTwoFactorAuthenticationEnabled ? 'two_factor_replaced' : 'two_factor_enabled';
      await this.securityEvents.record(tx, type);
    });
  }

  /** @throws as {@link SecondFactorsService.verify} */
  async turnOff(
    user: User,
    session: Session,
    code: SecondFactorCodeDto,
    client: Client,
  ): Promise<IssuedSession> {
    const proof = await this.secondFactors.verify(user, code, client, session);
    return this.change(user, session, client, disabled, async (tx) => {
      await this.secondFactors.consume(tx, proof);
      await this.remove(tx);
      await this.securityEvents.record(tx, 'two_factor_disabled');
    });
  }

  /** @throws as {@link SecondFactorsService.verify} */
  async regenerateBackupCodes(
    user: User,
    session: Session,
    code: string,
    client: Client,
  ): Promise<EnabledTwoFactor> {
    const answer = { twoFactorAuthenticationCode: code };
    const proof = await this.secondFactors.verify(user, answer, client, session);
    return this.changeWithNewBackupCodes(user, session, client, async (tx) => {
      await this.secondFactors.consume(tx, proof);
      await this.securityEvents.record(tx, 'backup_codes_regenerated');
    });
  }

  /** Removes authenticator, backup codes and wrong tries. Whoever calls it has asked for proof before, or is the operator. */
  async remove(tx: AccountTransaction): Promise<void> {
    await this.methods.removeAll(tx);
    await this.budgets.close(tx);
    await this.users.setTwoFactorAuthentication(tx, false);
  }

  async status(user: User): Promise<TwoFactorStatusResponse> {
    return {
      isTwoFactorAuthenticationEnabled: user.isTwoFactorAuthenticationEnabled,
      enabledAt: await this.budgets.enabledAt(user.id),
      remainingBackupCodes: await this.backupCodes.countRemaining(user.id),
    };
  }

  private async changeWithNewBackupCodes(
    user: User,
    session: Session,
    client: Client,
    effect: (tx: AccountTransaction) => Promise<void>,
  ): Promise<EnabledTwoFactor> {
    const backupCodes = await this.backupCodes.generate(user.id);
    const stepUp = steppedUp(this.clock.now(), this.totp);
    const issued = await this.change(user, session, client, stepUp, async (tx) => {
      await effect(tx);
      await this.backupCodes.replace(tx, backupCodes);
    });
    return { ...issued, backupCodes: backupCodes.codes };
  }

  private change(
    user: User,
    session: Session,
    client: Client,
    sessionChanges: SessionChanges,
    effect: (tx: AccountTransaction) => Promise<void>,
  ): Promise<IssuedSession> {
    const onConflict = () => new NotAuthenticatedException();
    return this.accounts.change(user, client, onConflict, async (tx) => {
      await effect(tx);
      await this.credentialChanges.revokeAllBut(tx, session);
      return this.sessions.renew(tx, session, sessionChanges);
    });
  }
}

const disabled: SessionChanges = {
  isSecondFactorAuthenticated: false,
  secondFactorVerifiedAt: null,
  amr: ['pwd'],
};
