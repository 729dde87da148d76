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
import { LastSecondFactorException, NotEnoughPasskeysException } from './passkeys/passkey.exceptions.js';
import { PasskeysService } from './passkeys/passkeys.service.js';
import { SecondFactorBudgetsService } from './second-factor-budgets.service.js';
import { type SecondFactorMethod, steppedUp } from './second-factor-method.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import { SecondFactorsService } from './second-factors.service.js';
import { PendingSecretsService } from './totp/pending-secrets.service.js';
import { TotpMethod } from './totp/totp.method.js';
import type { TwoFactorStatusResponse } from './two-factor.dto.js';

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
    private readonly passkeys: PasskeysService,
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly sessions: SessionsService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Turns it on with what the account has: an authenticator whose secret waits, once a code shows that it has it, or a passkey.
   * Where it is on, a code moves it to the new authenticator, and a passkey makes new backup codes.
   *
   * @param body a code, or what cannot be guessed.
   * @throws NoPendingTwoFactorSecretException, WrongTwoFactorCodeException, WrongPasskeyException
   */
  async turnOn(user: User, session: Session, body: object, client: Client): Promise<EnabledTwoFactor> {
    const method = this.methods.answeredBy(body);
    return method === this.totp
      ? this.turnOnWithCode(user, session, body as { twoFactorAuthenticationCode: string }, client)
      : this.turnOnWithProof(user, session, body, client);
  }

  /** @throws as {@link SecondFactorsService.verify} */
  async turnOff(user: User, session: Session, body: object, client: Client): Promise<IssuedSession> {
    const proof = await this.secondFactors.verify(user, body, client, session);
    return this.change(user, session, client, disabled(session), async (tx) => {
      await this.secondFactors.consume(tx, proof);
      await this.remove(tx, { keepLogIns: true });
      await this.enablePasswordLogIn(tx);
      await this.securityEvents.record(tx, 'two_factor_disabled');
    });
  }

  /** @throws as {@link SecondFactorsService.verify} */
  async regenerateBackupCodes(
    user: User,
    session: Session,
    body: object,
    client: Client,
  ): Promise<EnabledTwoFactor> {
    const proof = await this.secondFactors.verify(user, body, client, session);
    return this.changeWithNewBackupCodes(user, session, client, proof.method, async (tx) => {
      await this.secondFactors.consume(tx, proof);
      await this.securityEvents.record(tx, 'backup_codes_regenerated');
    });
  }

  private async turnOnWithCode(
    user: User,
    session: Session,
    { twoFactorAuthenticationCode }: { twoFactorAuthenticationCode: string },
    client: Client,
  ): Promise<EnabledTwoFactor> {
    if (!user.isPasswordLogInEnabled) {
      throw this.totp.refuse();
    }
    const confirmed = await this.pendingSecrets.confirm(user.id, twoFactorAuthenticationCode, client);
    return this.changeWithNewBackupCodes(user, session, client, this.totp, async (tx) => {
      await this.pendingSecrets.consume(tx, confirmed);
      await this.totp.replaceAll(tx, confirmed);
      await this.enable(tx, session);
      const type = user.isTwoFactorAuthenticationEnabled ? 'two_factor_replaced' : 'two_factor_enabled';
      await this.securityEvents.record(tx, type);
    });
  }

  private async turnOnWithProof(
    user: User,
    session: Session,
    body: object,
    client: Client,
  ): Promise<EnabledTwoFactor> {
    const proof = await this.secondFactors.verifyAnyway(user, body, client, session);
    return this.changeWithNewBackupCodes(user, session, client, proof.method, async (tx) => {
      await this.secondFactors.consume(tx, proof);
      if (user.isTwoFactorAuthenticationEnabled) {
        await this.securityEvents.record(tx, 'backup_codes_regenerated');
      } else {
        await this.enable(tx, session);
        await this.securityEvents.record(tx, 'two_factor_enabled');
      }
    });
  }

  /** Without two-factor authentication nobody logs in by passkeys only: a mailed link would open such an account alone. */
  async enablePasswordLogIn(tx: AccountTransaction): Promise<void> {
    if (!tx.user.isPasswordLogInEnabled) {
      await this.users.setPasswordLogIn(tx, true);
      await this.securityEvents.record(tx, 'password_log_in_enabled');
    }
  }

  private async enable(tx: AccountTransaction, session: Session): Promise<void> {
    await this.budgets.open(tx);
    await this.knownBrowsers.noteSecondFactor(tx, session);
    await this.users.setTwoFactorAuthentication(tx, true);
  }

  /** @throws NotFoundException, LastSecondFactorException, NotEnoughPasskeysException */
  removePasskey(user: User, session: Session, id: string, client: Client): Promise<IssuedSession> {
    return this.change(user, session, client, {}, async (tx) => {
      await this.passkeys.remove(tx, id);
      await this.refuseTooFewFactors(tx);
    });
  }

  private async refuseTooFewFactors(tx: AccountTransaction): Promise<void> {
    if (!tx.user.isPasswordLogInEnabled) {
      await this.refuseTooFewPasskeys(tx);
    }
    if (tx.user.isTwoFactorAuthenticationEnabled && !(await this.methods.hasPrimary(tx))) {
      throw new LastSecondFactorException();
    }
  }

  /**
   * Lets an account do without its password, which takes passkeys that do not all get lost at once, and codes for when they do.
   *
   * @throws NotEnoughPasskeysException
   */
  async refuseTooFewPasskeys(tx: AccountTransaction): Promise<void> {
    const passkeys = await this.passkeys.usable(tx);
    const isEnough = passkeys.length >= 2 || passkeys.some(({ isBackedUp }) => isBackedUp);
    const remaining = await this.backupCodes.countRemaining(tx.userId, tx.manager);
    // There are backup codes only while two-factor authentication is on.
    if (!isEnough || remaining === 0) {
      throw new NotEnoughPasskeysException();
    }
  }

  /** Removes all second factors and wrong tries. Whoever calls it has asked for proof before, or is the operator. */
  async remove(tx: AccountTransaction, { keepLogIns }: { keepLogIns: boolean }): Promise<void> {
    await this.methods.removeAll(tx, { keepLogIns });
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
    method: SecondFactorMethod,
    effect: (tx: AccountTransaction) => Promise<void>,
  ): Promise<EnabledTwoFactor> {
    const backupCodes = await this.backupCodes.generate(user.id);
    const stepUp = steppedUp(this.clock.now(), session, method);
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

/** What was proved by a passkey is so still. */
function disabled({ amr }: Session): SessionChanges {
  return {
    isSecondFactorAuthenticated: false,
    secondFactorVerifiedAt: null,
    amr: amr.includes('pop') ? amr.filter((value) => value !== 'otp') : ['pwd'],
  };
}
