import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull, LessThan } from 'typeorm';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import type { RecoveryToken } from '../mailed-links/recovery-token.entity.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import type { Session } from '../sessions/session.entity.js';
import { isPendingLogIn, SessionsService } from '../sessions/sessions.service.js';
import { SecretCipher } from '../crypto/secret-cipher.js';
import { countResult } from '../http/count-result.js';
import type { Client } from '../client/client.decorator.js';
import type { SecurityEventType } from '../security-events/security-event-type.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import type { BackupCode } from './backup-codes/backup-code.entity.js';
import { BackupCodesService } from './backup-codes/backup-codes.service.js';
import { ClockDifferencesService } from './totp/clock-differences.service.js';
import type { SecondFactorCodeDto } from './two-factor.dto.js';
import {
  type ChargedAttempt,
  consequenceOf,
  resetBudget,
  type SecondFactorAttempt,
  SecondFactorBudget,
} from './second-factor.budget.js';
import { TotpService } from './totp/totp.service.js';
import { TwoFactorAuthentication } from './totp/two-factor-authentication.entity.js';
import { secondFactorChecks } from './two-factor.metrics.js';
import { TwoFactorNotEnabledException, WrongTwoFactorCodeException } from './two-factor.exceptions.js';

/** A code that was right when it was checked, and is used up by {@link SecondFactorService.consume}. */
export type SecondFactorProof =
  | { method: 'totp'; userId: string; encryptedSecret: string; timeStep: number }
  | { method: 'backup-code'; userId: string; backupCode: BackupCode };

interface AttemptToCheck extends ChargedAttempt {
  /** Base32; empty where a backup code is to be checked, which needs none. */
  secret: string;
}

interface Refusal {
  refusal: SecurityEventType;
  clockDifference?: number | undefined;
}

/** The `additional authenticated data` that ties a TOTP secret to its row. */
export function totpSecretContext(userId: string): string {
  return `totp:${userId}`;
}

/**
 * Proves second factors, in two steps. {@link verify} charges the budget and checks the code; {@link consume} uses the
 * code up in the transaction of what it allows, where one conditional UPDATE decides between requests with one code.
 */
@Injectable()
export class SecondFactorService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly budget: SecondFactorBudget,
    private readonly totp: TotpService,
    private readonly clockDifferences: ClockDifferencesService,
    private readonly backupCodes: BackupCodesService,
    private readonly users: UsersService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly recoveryTokens: RecoveryTokensService,
    private readonly sessions: SessionsService,
    private readonly cipher: SecretCipher,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Checks a code of an account with two-factor authentication on.
   *
   * @param where the code was typed: a pending log-in and a mailed reset link have five tries each.
   * @throws WrongTwoFactorCodeException, TooManyAttemptsException, TwoFactorLockedException, TwoFactorNotEnabledException;
   *   NotAuthenticatedException or InvalidTokenException when those five are used up
   */
  verify(
    user: User,
    code: SecondFactorCodeDto,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<SecondFactorProof> {
    const method = code.backupCode === undefined ? 'totp' : 'backup-code';
    return countResult(secondFactorChecks, { method }, () => this.check(user, code, client, where));
  }

  private async check(
    user: User,
    code: SecondFactorCodeDto,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<SecondFactorProof> {
    if (!user.isTwoFactorAuthenticationEnabled) {
      throw new TwoFactorNotEnabledException();
    }
    const isBackupCode = code.backupCode !== undefined;
    const attempt = { userId: user.id, isBackupCode, ...(await this.delaysOf(where, isBackupCode)) };
    const { secret, ...charged } = await this.charge(attempt, where);
    const proof =
      code.backupCode === undefined
        ? await this.checkTotp(charged.row, secret, code.twoFactorAuthenticationCode as string)
        : await this.checkBackupCode(user.id, code.backupCode);
    if ('refusal' in proof) {
      await this.fail(proof.refusal, charged, client, where);
      throw new WrongTwoFactorCodeException(proof.clockDifference);
    }
    if (!isRecoveryToken(where) && !isPendingLogIn(where)) {
      await this.budget.resetFullSessions(user.id);
    }
    return proof;
  }

  /**
   * Charges the tries that this place has of its own. By a mailed link, and in a browser in which both factors were proved before,
   * nobody waits for what a thief of the password has tried.
   */
  private async delaysOf(
    where: Session | RecoveryToken,
    isBackupCode: boolean,
  ): Promise<Pick<SecondFactorAttempt, 'isDelayed' | 'causesDelay'>> {
    if (isRecoveryToken(where)) {
      return { isDelayed: false, causesDelay: false };
    }
    const isKnown = await this.isOfKnownBrowser(where);
    if (!isPendingLogIn(where)) {
      await this.budget.chargeFullSession(where.userId);
      return { isDelayed: !isKnown, causesDelay: false };
    }
    const hasOwnTries = !isBackupCode && isKnown && (await this.budget.chargeKnownBrowsers(where.userId));
    return { isDelayed: !hasOwnTries, causesDelay: !hasOwnTries };
  }

  private async isOfKnownBrowser({ knownBrowserId }: Session): Promise<boolean> {
    return knownBrowserId !== null && (await this.knownBrowsers.hasProvedSecondFactor(knownBrowserId));
  }

  /**
   * Charges an attempt, in a transaction of its own that is committed before anything is checked. It is undone where the
   * secret cannot be decrypted: that is no fault of who types a code.
   */
  private charge(attempt: SecondFactorAttempt, where: Session | RecoveryToken): Promise<AttemptToCheck> {
    return this.dataSource.transaction(async (manager) => {
      if (!(await this.users.lock(manager, attempt.userId))) {
        throw new NotAuthenticatedException();
      }
      const charged = await this.budget.charge(manager, attempt);
      await (isRecoveryToken(where)
        ? this.recoveryTokens.chargeSecondFactorAttempt(manager, where)
        : this.sessions.chargeSecondFactorAttempt(manager, where));
      return { ...charged, secret: attempt.isBackupCode ? '' : this.decrypt(charged.row) };
    });
  }

  /** Records a wrong code, and the wait or the lock that it set off. */
  private async fail(
    type: SecurityEventType,
    charged: ChargedAttempt,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<void> {
    const { userId } = charged.row;
    await this.dataSource.transaction(async (manager) => {
      await this.securityEvents.record(manager, type, userId, client);
      const consequence = consequenceOf(charged);
      if (consequence) {
        await this.securityEvents.record(manager, consequence, userId, client);
      }
      if (!isRecoveryToken(where)) {
        await this.sessions.endExhausted(manager, where);
      }
    });
  }

  /** @throws WrongTwoFactorCodeException when another request has used the code up in the meantime. */
  async consume(manager: EntityManager, proof: SecondFactorProof, client: Client): Promise<void> {
    const isConsumed =
      proof.method === 'totp'
        ? await this.burnTimeStep(manager, proof)
        : await this.useBackupCode(manager, proof);
    if (!isConsumed) {
      this.securityEvents.log('authn_second_factor_replay', client, proof.userId);
      throw new WrongTwoFactorCodeException();
    }
    if (proof.method === 'backup-code') {
      const remainingBackupCodes = await this.backupCodes.countRemaining(proof.userId, manager);
      await this.securityEvents.record(manager, 'backup_code_used', proof.userId, client, {
        remainingBackupCodes,
      });
    }
  }

  private async checkTotp(
    { userId, totpSecret, lastTimeStep }: TwoFactorAuthentication,
    secret: string,
    code: string,
  ): Promise<SecondFactorProof | Refusal> {
    const timeStep = await this.totp.timeStepOf(code, secret);
    if (timeStep === undefined) {
      const seconds = await this.clockDifferences.note(userId, code, secret);
      // Who is told of a code to come has only to wait for it; one of the past is worth nothing.
      const isTold = seconds !== undefined && seconds < 0;
      return { refusal: 'authn_second_factor_fail', clockDifference: isTold ? seconds : undefined };
    }
    return timeStep > (lastTimeStep ?? 0)
      ? { method: 'totp', userId, encryptedSecret: totpSecret as string, timeStep }
      : { refusal: 'authn_second_factor_replay' };
  }

  private async checkBackupCode(userId: string, text: string): Promise<SecondFactorProof | Refusal> {
    const backupCode = await this.backupCodes.find(userId, text);
    return backupCode
      ? { method: 'backup-code', userId, backupCode }
      : { refusal: 'authn_second_factor_fail' };
  }

  private decrypt({ userId, totpSecret }: TwoFactorAuthentication): string {
    if (!totpSecret) {
      throw new TwoFactorNotEnabledException();
    }
    return this.cipher.decrypt(totpSecret, totpSecretContext(userId));
  }

  /** The secret stands in the condition, so a code of an authenticator that has just been replaced is worth nothing. */
  private async burnTimeStep(
    manager: EntityManager,
    { userId, encryptedSecret, timeStep }: SecondFactorProof & { method: 'totp' },
  ): Promise<boolean> {
    const criteria = { userId, totpSecret: encryptedSecret };
    const { affected } = await manager.update(
      TwoFactorAuthentication,
      [
        { ...criteria, lastTimeStep: IsNull() },
        { ...criteria, lastTimeStep: LessThan(timeStep) },
      ],
      { ...resetBudget, lastTimeStep: timeStep, totpSecret: this.underPrimaryKey(userId, encryptedSecret) },
    );
    return affected === 1;
  }

  private async useBackupCode(
    manager: EntityManager,
    { userId, backupCode }: SecondFactorProof & { method: 'backup-code' },
  ): Promise<boolean> {
    const isConsumed = await this.backupCodes.consume(manager, backupCode);
    if (isConsumed) {
      await manager.update(TwoFactorAuthentication, { userId }, resetBudget);
    }
    return isConsumed;
  }

  /** Rotation of the encryption keys happens in passing, at the next use. */
  private underPrimaryKey(userId: string, encrypted: string): string {
    const context = totpSecretContext(userId);
    return this.cipher.isOutdated(encrypted)
      ? this.cipher.encrypt(this.cipher.decrypt(encrypted, context), context)
      : encrypted;
  }
}

function isRecoveryToken(where: Session | RecoveryToken): where is RecoveryToken {
  return 'tokenHash' in where;
}
