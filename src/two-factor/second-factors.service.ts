import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { countResult } from '../http/count-result.js';
import { isRecoveryToken, type RecoveryToken } from '../mailed-links/recovery-token.entity.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import type { SecurityEventType } from '../security-events/security-event-type.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { isFresh, SECOND_FACTOR_STANDS } from '../sessions/session-lifetimes.js';
import type { Session } from '../sessions/session.entity.js';
import {
  NotAuthenticatedException,
  PrimaryFactorRequiredException,
  SecondFactorRequiredException,
} from '../sessions/session.exceptions.js';
import { isPendingLogIn, SessionsService } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import type { ChallengeBinding } from './passkeys/passkey-challenges.service.js';
import {
  type ChargedAttempt,
  consequenceOf,
  type SecondFactorAttempt,
  SecondFactorBudgetsService,
} from './second-factor-budgets.service.js';
import {
  isRejection,
  type Rejection,
  type SecondFactorMethod,
  type UseOfSecondFactor,
} from './second-factor-method.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import { hasAnswer } from './second-factor.dto.js';
import { TwoFactorNotEnabledException } from './two-factor.exceptions.js';
import { secondFactorChecks } from './two-factor.metrics.js';

/** An answer that was right when it was checked, and is used up by {@link SecondFactorsService.consume}. */
export interface SecondFactorProof {
  method: SecondFactorMethod;
  proof: object;
}

const gone = () => new NotAuthenticatedException();

/** What somebody answers, where, and as whom. */
interface Attempt {
  user: User;
  method: SecondFactorMethod;
  value: unknown;
  client: Client;
  where: Session | RecoveryToken;
  challengeBinding: ChallengeBinding | undefined;
}

interface AttemptToCheck {
  /** None for what cannot be guessed. */
  charged: ChargedAttempt | undefined;
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
    private readonly clock: Clock,
  ) {}

  /**
   * Checks what proves the second factor of an account with two-factor authentication on.
   *
   * @param body a valid one with an answer.
   * @param where it was given: a pending log-in and a mailed reset link have five tries each.
   * @param challengeBinding of the browser, where there is no session.
   * @throws WrongTwoFactorCodeException, WrongPasskeyException, TooManyAttemptsException, TwoFactorLockedException,
   *   TwoFactorNotEnabledException; NotAuthenticatedException or InvalidTokenException when those five are used up
   */
  async verify(
    user: User,
    body: object,
    client: Client,
    where: Session | RecoveryToken,
    challengeBinding?: ChallengeBinding,
  ): Promise<SecondFactorProof> {
    if (!user.isTwoFactorAuthenticationEnabled) {
      throw new TwoFactorNotEnabledException();
    }
    return this.verifyAnyway(user, body, client, where, challengeBinding);
  }

  /**
   * As {@link verify}; without an answer where one was proved in this session less than a minute ago: the app has no other yet.
   * Nothing is charged, since nothing is tried. What it allows renews the session, so no two requests share it.
   *
   * @param primary whether it takes what keeps two-factor authentication on.
   * @returns undefined for what was proved before, which was used up then.
   * @throws as {@link verify}; SecondFactorRequiredException
   */
  async verifyUnlessProvedJustNow(
    user: User,
    body: object,
    client: Client,
    session: Session,
    { primary = false } = {},
  ): Promise<SecondFactorProof | undefined> {
    if (hasAnswer(body) || !user.isTwoFactorAuthenticationEnabled) {
      return this.verify(user, body, client, session);
    }
    const method = this.methods.named(session.secondFactorVerifiedBy);
    const isRecent = isFresh(session.secondFactorVerifiedAt, this.clock.now(), SECOND_FACTOR_STANDS);
    const isEnough = method && (method.isPrimary || !primary) && isAccepted({ user, method, where: session });
    if (!isRecent || !isEnough) {
      throw primary ? new PrimaryFactorRequiredException() : new SecondFactorRequiredException();
    }
    return undefined;
  }

  /** As {@link verify}, also of an account that has it off: for what proves more than a second factor. */
  verifyAnyway(
    user: User,
    body: object,
    client: Client,
    where: Session | RecoveryToken,
    challengeBinding?: ChallengeBinding,
  ): Promise<SecondFactorProof> {
    const method = this.methods.answeredBy(body);
    const attempt = {
      user,
      method,
      value: (body as Record<string, unknown>)[method.property],
      client,
      where,
      challengeBinding: isRecoveryToken(where) ? challengeBinding : { to: 'session' as const, id: where.id },
    };
    return countResult(secondFactorChecks, { method: method.name }, () => this.check(attempt));
  }

  private async check(attempt: Attempt): Promise<SecondFactorProof> {
    const { user, method, value, client, where, challengeBinding } = attempt;
    const answer = { userId: user.id, value, client, challengeBinding };
    const refused = await method.admit(answer);
    if (refused) {
      await this.fail(user.id, refused.refusal, undefined, client, where);
      throw method.refuse(refused);
    }
    const { material, charged } = await this.charge(attempt);
    const proof: object = isAccepted(attempt) ? await method.check({ ...answer, material }) : notAccepted;
    if (isRejection(proof)) {
      await this.fail(user.id, proof.refusal, charged, client, where);
      throw method.refuse(proof);
    }
    if (charged && !isRecoveryToken(where) && !isPendingLogIn(where)) {
      await this.budgets.resetFullSessions(user.id);
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
  private async charge({ user, method, client, where }: Attempt): Promise<AttemptToCheck> {
    const attempt = method.isGuessable && {
      unlocks: method.unlocks,
      ...(await this.delaysOf(where, method)),
    };
    return this.accounts.open({ id: user.id }, client, gone, async (tx) => {
      const charged = attempt ? await this.budgets.charge(tx, attempt) : undefined;
      await (isRecoveryToken(where)
        ? this.recoveryTokens.chargeSecondFactorAttempt(tx, where)
        : this.sessions.chargeSecondFactorAttempt(tx, where));
      return { charged, material: await method.load(tx) };
    });
  }

  /** Records a wrong code, and the wait or the lock that it set off. */
  private fail(
    id: string,
    type: SecurityEventType,
    charged: ChargedAttempt | undefined,
    client: Client,
    where: Session | RecoveryToken,
  ): Promise<void> {
    return this.accounts.open({ id }, client, gone, async (tx) => {
      await this.securityEvents.record(tx, type);
      const consequence = charged && consequenceOf(charged);
      if (consequence) {
        await this.securityEvents.record(tx, consequence);
      }
      if (!isRecoveryToken(where)) {
        await this.sessions.endExhausted(tx, where);
      }
    });
  }

  /** @throws as for a wrong one when another request has used it up in the meantime. */
  async consume(tx: AccountTransaction, { method, proof }: SecondFactorProof): Promise<UseOfSecondFactor> {
    if (!(await method.consume(tx, proof))) {
      this.securityEvents.log('authn_second_factor_replay', tx.client, tx.userId);
      throw method.refuse();
    }
    await this.budgets.reset(tx);
    return method.recordUse(tx);
  }
}

/** Where passkeys alone log in, codes do not; but for a backup code that resets the password. */
function isAccepted({ user, method, where }: Pick<Attempt, 'user' | 'method' | 'where'>): boolean {
  return user.isPasswordLogInEnabled || !method.isGuessable || (method.unlocks && isRecoveryToken(where));
}

const notAccepted: Rejection = { refusal: 'authn_second_factor_fail' };
