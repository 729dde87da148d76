import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import type { Session } from '../sessions/session.entity.js';
import type { IssuedSession, SessionChanges } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { BackupCodesService } from './backup-codes/backup-codes.service.js';
import { FactorChangesService } from './factor-changes.service.js';
import { PasskeysService } from './passkeys/passkeys.service.js';
import { SecondFactorBudgetsService } from './second-factor-budgets.service.js';
import { type SecondFactorMethod, steppedUp } from './second-factor-method.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import { SecondFactorsService } from './second-factors.service.js';
import { AuthenticatorsService } from './totp/authenticators.service.js';
import { type ConfirmedSecret, PendingSecretsService } from './totp/pending-secrets.service.js';
import { TotpMethod } from './totp/totp.method.js';
import type { TurnOnDto, TwoFactorStatus } from './two-factor.dto.js';

export interface EnabledTwoFactor extends IssuedSession {
  /** Where there are new ones. */
  backupCodes?: string[];
}

type CodeOfApp = TurnOnDto & { twoFactorAuthenticationCode: string };

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
    private readonly authenticators: AuthenticatorsService,
    private readonly factorChanges: FactorChangesService,
    private readonly users: UsersService,
    private readonly policy: TwoFactorPolicy,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Turns it on with what the account has: an authenticator whose secret waits, once a code shows that it has it, or a passkey.
   * Where it is on, a code moves it to the new authenticator, or adds that to the others, and a passkey makes new backup codes.
   *
   * @param body a code, or what cannot be guessed.
   * @throws NoPendingTwoFactorSecretException, WrongTwoFactorCodeException, WrongPasskeyException, TooManyAuthenticatorsException
   */
  async turnOn(user: User, session: Session, body: TurnOnDto, client: Client): Promise<EnabledTwoFactor> {
    const method = this.methods.answeredBy(body);
    if (method !== this.totp) {
      refuseAppSettings(body);
      return this.turnOnWithProof(user, session, body, client);
    }
    return user.isTwoFactorAuthenticationEnabled && body.keepOthers
      ? this.addAuthenticator(user, session, body as CodeOfApp, client)
      : this.turnOnWithCode(user, session, body as CodeOfApp, client);
  }

  /** @throws TwoFactorRequiredByPolicyException, and as {@link SecondFactorsService.verifyUnlessProvedJustNow} */
  async turnOff(user: User, session: Session, body: object, client: Client): Promise<IssuedSession> {
    this.policy.refuseTurningOff(user);
    const proof = await this.secondFactors.verifyUnlessProvedJustNow(user, body, client, session);
    return this.factorChanges.change(user, session, client, disabled(session), async (tx) => {
      this.policy.refuseTurningOff({ groups: await this.users.groupsOf(tx) });
      if (proof) {
        await this.secondFactors.consume(tx, proof);
      }
      await this.remove(tx, { keepLogIns: true });
      await this.enablePasswordLogIn(tx);
      await this.securityEvents.record(tx, 'two_factor_disabled');
    });
  }

  /**
   * A backup code makes no others, be it one that was used just now.
   *
   * @throws as {@link SecondFactorsService.verifyUnlessProvedJustNow}
   */
  async regenerateBackupCodes(
    user: User,
    session: Session,
    body: object,
    client: Client,
  ): Promise<EnabledTwoFactor & { backupCodes: string[] }> {
    const proof = await this.secondFactors.verifyUnlessProvedJustNow(user, body, client, session, {
      primary: true,
    });
    return this.changeWithNewBackupCodes(user, session, client, proof?.method, async (tx) => {
      if (proof) {
        await this.secondFactors.consume(tx, proof);
      }
      await this.securityEvents.record(tx, 'backup_codes_regenerated');
    });
  }

  private async turnOnWithCode(
    user: User,
    session: Session,
    body: CodeOfApp,
    client: Client,
  ): Promise<EnabledTwoFactor> {
    const confirmed = await this.confirm(user, body, client);
    return this.changeWithNewBackupCodes(user, session, client, this.totp, async (tx) => {
      await this.pendingSecrets.consume(tx, confirmed);
      await this.authenticators.replaceAll(tx, confirmed, body.name);
      await this.enable(tx, session);
      const type = user.isTwoFactorAuthenticationEnabled ? 'two_factor_replaced' : 'two_factor_enabled';
      await this.securityEvents.record(tx, type);
    });
  }

  /** A second phone is another place for what the account is proved by already, so it proves nothing anew. */
  private async addAuthenticator(
    user: User,
    session: Session,
    body: CodeOfApp,
    client: Client,
  ): Promise<EnabledTwoFactor> {
    const confirmed = await this.confirm(user, body, client);
    return this.factorChanges.change(user, session, client, {}, async (tx) => {
      await this.pendingSecrets.consume(tx, confirmed);
      await this.authenticators.add(tx, confirmed, body.name);
      await this.budgets.rescale(tx, 1);
    });
  }

  private async confirm(
    user: User,
    { twoFactorAuthenticationCode }: CodeOfApp,
    client: Client,
  ): Promise<ConfirmedSecret> {
    if (!user.isPasswordLogInEnabled) {
      throw this.totp.refuse();
    }
    return this.pendingSecrets.confirm(user.id, twoFactorAuthenticationCode, client);
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

  /** Removes all second factors and wrong tries. Whoever calls it has asked for proof before, or is the operator. */
  async remove(tx: AccountTransaction, { keepLogIns }: { keepLogIns: boolean }): Promise<void> {
    await this.methods.removeAll(tx, { keepLogIns });
    await this.budgets.close(tx);
    await this.users.setTwoFactorAuthentication(tx, false);
  }

  async status(user: User): Promise<TwoFactorStatus> {
    return {
      isTwoFactorAuthenticationEnabled: user.isTwoFactorAuthenticationEnabled,
      enabledAt: await this.budgets.enabledAt(user.id),
      remainingBackupCodes: await this.backupCodes.countRemaining(user.id),
      areBackupCodesSaved: await this.backupCodes.areSaved(user.id),
      authenticators: await this.authenticators.list(user.id),
      passkeys: await this.passkeys.count(user.id),
    };
  }

  /** @param method what was proved by now; what was proved before gets no younger. */
  private async changeWithNewBackupCodes(
    user: User,
    session: Session,
    client: Client,
    method: SecondFactorMethod | undefined,
    effect: (tx: AccountTransaction) => Promise<void>,
  ): Promise<EnabledTwoFactor & { backupCodes: string[] }> {
    const backupCodes = await this.backupCodes.generate(user.id);
    const stepUp = method ? steppedUp(this.clock.now(), session, method) : {};
    const issued = await this.factorChanges.change(user, session, client, stepUp, async (tx) => {
      await effect(tx);
      await this.backupCodes.replace(tx, backupCodes);
    });
    return { ...issued, backupCodes: backupCodes.codes };
  }
}

/** @throws ValidationFailedException: what names an app comes with its code. */
function refuseAppSettings({ keepOthers, name }: TurnOnDto): void {
  if (keepOthers !== undefined || name !== undefined) {
    throw new ValidationFailedException(['keepOthers and name go with the code of an authenticator app.']);
  }
}

/** What was proved by a passkey is so still. */
function disabled({ amr }: Session): SessionChanges {
  return {
    isSecondFactorAuthenticated: false,
    secondFactorVerifiedAt: null,
    secondFactorVerifiedBy: null,
    amr: amr.includes('pop') ? amr.filter((value) => value !== 'otp') : ['pwd'],
  };
}
