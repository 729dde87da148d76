import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { countResult } from '../http/count-result.js';
import type { RecoveryToken } from '../mailed-links/recovery-token.entity.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import type { SecurityEventType } from '../security-events/security-event-type.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import type { Session } from '../sessions/session.entity.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { isPendingLogIn, SessionsService } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { isRejection, type SecondFactorMethod, type UseOfSecondFactor } from './second-factor-method.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import {
  type ChargedAttempt,
  consequenceOf,
  type SecondFactorAttempt,
  SecondFactorBudgetsService,
} from './second-factor-budgets.service.js';
import type { SecondFactorCodeDto } from './two-factor.dto.js';
import { TwoFactorNotEnabledException, WrongTwoFactorCodeException } from './two-factor.exceptions.js';
import { secondFactorChecks } from './two-factor.metrics.js';

/** An answer that was right when it was checked, and is used up by {@link SecondFactorsService.consume}. */
export interface SecondFactorProof {
  method: SecondFactorMethod;
  proof: object;
}

const gone = () => new NotAuthenticatedException();

interface AttemptToCheck extends ChargedAttempt {
  /** Of the method. */
  material: unknown;
}

/**
 * Proves second factors, in two steps. {@link verify} charges the budget and checks the code; {@link consume} uses the
 * code up in the transaction of what it allows, where one conditional UPDATE decides between requests with one code.
 */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly budgets: SecondFactorBudgetsService,
    private readonly methods: SecondFactorMethods,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly recoveryTokens: RecoveryTokensService,
    private readonly sessions: SessionsService,
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
    const method = this.methods.answeredBy(code);
    const check = () => this.check(user, method, code[method.property] as string, client, where);
    return countResult(secondFactorChecks, { method: method.name }, check);
  }

  private async check(
    { id: userId, isTwoFactorAuthenticationEnabled }: User,
    method: SecondFactorMethod,
    answer: string,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<SecondFactorProof> {
    if (!isTwoFactorAuthenticationEnabled) {
      throw new TwoFactorNotEnabledException();
    }
    const { material, ...charged } = await this.charge(userId, method, client, where);
    const proof = await method.check(userId, answer, material);
    if (isRejection(proof)) {
      await this.fail(userId, proof.refusal, charged, client, where);
      throw new WrongTwoFactorCodeException(proof.clockDifference);
    }
    if (!isRecoveryToken(where) && !isPendingLogIn(where)) {
      await this.budgets.resetFullSessions(userId);
    }
    return { method, proof };
  }

  /**
   * Charges the tries that this place has of its own. By a mailed link, and in a browser in which both factors were proved before,
   * nobody waits for what a thief of the password has tried.
   */
  private async delaysOf(
    where: Session | RecoveryToken,
    { unlocks }: SecondFactorMethod,
  ): Promise<Pick<SecondFactorAttempt, 'isDelayed' | 'causesDelay'>> {
    if (isRecoveryToken(where)) {
      return { isDelayed: false, causesDelay: false };
    }
    const isKnown = await this.isOfKnownBrowser(where);
    if (!isPendingLogIn(where)) {
      await this.budgets.chargeFullSession(where.userId);
      return { isDelayed: !isKnown, causesDelay: false };
    }
    const hasOwnTries = !unlocks && isKnown && (await this.budgets.chargeKnownBrowsers(where.userId));
    return { isDelayed: !hasOwnTries, causesDelay: !hasOwnTries };
  }

  private async isOfKnownBrowser({ knownBrowserId }: Session): Promise<boolean> {
    return knownBrowserId !== null && (await this.knownBrowsers.hasProvedSecondFactor(knownBrowserId));
  }

  /**
   * Charges an attempt, in a transaction of its own that is committed before anything is checked. It is undone where the
   * secret cannot be decrypted: that is no fault of who types a code.
   */
  private async charge(
    userId: string,
    method: SecondFactorMethod,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<AttemptToCheck> {
    const attempt = { unlocks: method.unlocks, ...(await this.delaysOf(where, method)) };
    return this.accounts.open({ id: userId }, client, gone, async (tx) => {
      const charged = await this.budgets.charge(tx, attempt);
      await (isRecoveryToken(where)
        ? this.recoveryTokens.chargeSecondFactorAttempt(tx, where)
        : this.sessions.chargeSecondFactorAttempt(tx, where));
      return { ...charged, material: await method.load(tx) };
    });
  }

  /** Records a wrong code, and the wait or the lock that it set off. */
  private fail(
    id: string,
    type: SecurityEventType,
    charged: ChargedAttempt,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<void> {
    return this.accounts.open({ id }, client, gone, async (tx) => {
      await this.securityEvents.record(tx, type);
      const consequence = consequenceOf(charged);
      if (consequence) {
        await this.securityEvents.record(tx, consequence);
      }
      if (!isRecoveryToken(where)) {
        await this.sessions.endExhausted(tx, where);
      }
    });
  }

  /** @throws WrongTwoFactorCodeException when another request has used the code up in the meantime. */
  async consume(tx: AccountTransaction, { method, proof }: SecondFactorProof): Promise<UseOfSecondFactor> {
    if (!(await method.consume(tx, proof))) {
      this.securityEvents.log('authn_second_factor_replay', tx.client, tx.userId);
      throw new WrongTwoFactorCodeException();
    }
    await this.budgets.reset(tx);
    return method.recordUse(tx);
  }
}

function isRecoveryToken(where: Session | RecoveryToken): where is RecoveryToken {
  return 'tokenHash' in where;
}
