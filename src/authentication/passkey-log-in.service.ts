import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { countResult } from '../http/count-result.js';
import { Environment } from '../options/environment.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { UserTurns } from '../rate-limiting/user-turns.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import type { IssuedCookies, PresentedCookies } from '../sessions/cookies.service.js';
import type { LiveSession } from '../sessions/live-session.js';
import { PresentedSessionsService } from '../sessions/presented-sessions.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AssertionsService, type PasskeyProof } from '../two-factor/passkeys/assertions.service.js';
import { CredentialVerifier } from '../two-factor/passkeys/credential-verifier.service.js';
import type { ChallengeBinding } from '../two-factor/passkeys/passkey-challenges.service.js';
import { UnknownPasskeyException, WrongPasskeyException } from '../two-factor/passkeys/passkey.exceptions.js';
import { PasskeyMethod } from '../two-factor/passkeys/passkey.method.js';
import { isRejection, steppedUp } from '../two-factor/second-factor-method.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { EmailNotVerifiedException } from '../users/email-not-verified.exception.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { passkeyLogIns } from './authentication.metrics.js';
import type { PasskeyLogInDto } from './passkey-log-in.dto.js';

/** Wrong ones. There is nothing to guess, so no account has a limit: nobody can be locked out. */
const perAddress: RateLimit = { name: 'passkey-address', points: 100, duration: 15 * 60 };

const wrong = () => new WrongPasskeyException();

/** The log-in by a passkey alone, which is both factors. */
@Injectable()
export class PasskeyLogInService {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly userTurns: UserTurns,
    private readonly verifier: CredentialVerifier,
    private readonly assertions: AssertionsService,
    private readonly passkeyMethod: PasskeyMethod,
    private readonly secondFactors: SecondFactorsService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly sessions: SessionsService,
    private readonly presentedSessions: PresentedSessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly rateLimits: RateLimitsService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * Starts a full session, in place of the one that the browser had.
   *
   * @param live that the browser has: then only a passkey of its account counts.
   * @param challengeBinding of the request.
   * @throws WrongPasskeyException, UnknownPasskeyException, TooManyAttemptsException; EmailNotVerifiedException where verified
   *   addresses are required
   */
  logIn(
    dto: PasskeyLogInDto,
    client: Client,
    presented: PresentedCookies,
    live: LiveSession | undefined,
    challengeBinding: ChallengeBinding | undefined,
  ): Promise<IssuedCookies & { user: User }> {
    return countResult(passkeyLogIns, {}, async () => {
      await this.rateLimits.chargeAddress(perAddress, client.ip);
      const proof = await this.verify(dto, client, live, challengeBinding);
      const user = await this.users.findById(proof.passkey.userId);
      if (!user) {
        throw wrong();
      }
      await this.rateLimits.refundAddress(perAddress, client.ip);
      if (this.environment.EMAIL_VERIFICATION === 'required' && !user.emailVerifiedAt) {
        throw new EmailNotVerifiedException();
      }
      return this.userTurns.run(user.id, () =>
        this.start(user, proof, dto.rememberMe ?? false, client, presented),
      );
    });
  }

  private async verify(
    { response }: PasskeyLogInDto,
    client: Client,
    live: LiveSession | undefined,
    challengeBinding: ChallengeBinding | undefined,
  ): Promise<PasskeyProof> {
    if (!(await this.verifier.burnChallenge('assertion', response, challengeBinding))) {
      throw this.refuse(client);
    }
    const passkey = await this.assertions.findPasskey(response);
    if (!passkey) {
      throw this.refuse(client, new UnknownPasskeyException());
    }
    if (live && live.user.id !== passkey.userId) {
      throw this.refuse(client);
    }
    const proof = await this.assertions.check(response, passkey, { isOwnerKnown: live !== undefined });
    if (isRejection(proof)) {
      await this.accounts.open({ id: passkey.userId }, client, wrong, (tx) =>
        this.securityEvents.record(tx, proof.refusal),
      );
      throw wrong();
    }
    return proof;
  }

  /** Nobody's account is concerned, so there is a line in the log only. */
  private refuse(client: Client, exception: Error = wrong()): Error {
    this.securityEvents.log('authn_passkey_fail', client);
    return exception;
  }

  private start(
    user: User,
    proof: PasskeyProof,
    rememberMe: boolean,
    client: Client,
    presented: PresentedCookies,
  ): Promise<IssuedCookies & { user: User }> {
    return this.accounts.change(user, client, wrong, async (tx) => {
      await this.secondFactors.consume(tx, { method: this.passkeyMethod, proof });
      await this.presentedSessions.end(tx.manager, presented);
      const browser = await this.knownBrowsers.recordLogIn(tx, {
        cookie: presented.knownBrowser,
        isSecondFactorProved: true,
      });
      const issued = await this.sessions.start(tx, {
        rememberMe,
        isPending: false,
        ...steppedUp(this.clock.now(), { amr: [] }, this.passkeyMethod),
        knownBrowserId: browser.id,
      });
      return { ...issued, user, knownBrowser: browser.cookie };
    });
  }
}
