import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import { WrongCredentialsException } from '../passwords/wrong-credentials.exception.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import type { Session } from '../sessions/session.entity.js';
import {
  ReauthenticationRequiredException,
  SecondFactorRequiredException,
} from '../sessions/session.exceptions.js';
import { type IssuedSession, SessionsService } from '../sessions/sessions.service.js';
import { WrongPasskeyException } from '../two-factor/passkeys/passkey.exceptions.js';
import { amrWith, steppedUp } from '../two-factor/second-factor-method.js';
import { SecondFactorMethods } from '../two-factor/second-factor-methods.js';
import { hasAnswer } from '../two-factor/second-factor.dto.js';
import { type SecondFactorProof, SecondFactorsService } from '../two-factor/second-factors.service.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { type UserWithPassword } from '../users/users.service.js';
import type { ReauthenticateDto } from './reauthentication.dto.js';

/** The proof of all factors before a sensitive action. */
@Injectable()
export class ReauthenticationService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly methods: SecondFactorMethods,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the session fresh: the password, and a code as well where two-factor authentication is on; or a passkey.
   *
   * @throws ReauthenticationRequiredException or SecondFactorRequiredException for what is missing,
   *   WrongCredentialsException, and as {@link SecondFactorsService.verify}
   */
  async reauthenticate(
    user: User,
    session: Session,
    dto: ReauthenticateDto,
    client: Client,
  ): Promise<IssuedSession> {
    const isByPasskey = hasAnswer(dto) && this.methods.answeredBy(dto).provesAllFactors;
    if (isByPasskey && dto.password !== undefined) {
      throw new ValidationFailedException([
        {
          property: 'passkey',
          rule: 'too-many-answers',
          sentence: 'Give either passkey or password: a passkey is all factors.',
        },
      ]);
    }
    if (isByPasskey) {
      const proof = await this.secondFactors.verifyAnyway(user, dto, client, session);
      return this.renew(user, session, client, [], proof, () => new WrongPasskeyException());
    }
    if (dto.password === undefined) {
      throw new ReauthenticationRequiredException(user);
    }
    const verified = await this.passwordVerification.verifyInSession(session, dto.password, client);
    const proof = await this.proveSecondFactor(verified, session, dto, client);
    return this.renew(verified, session, client, ['pwd'], proof, () => new WrongCredentialsException());
  }

  /** @param firstFactor what it was proved by beside `proof` (RFC 8176). */
  private renew(
    user: User,
    session: Session,
    client: Client,
    firstFactor: string[],
    proof: SecondFactorProof | undefined,
    onConflict: () => Error,
  ): Promise<IssuedSession> {
    return this.accounts.change(user, client, onConflict, async (tx) => {
      if (proof) {
        await this.secondFactors.consume(tx, proof);
        await this.knownBrowsers.noteSecondFactor(tx, session);
      }
      await this.securityEvents.record(tx, 'authn_reauthentication_success');
      const now = this.clock.now();
      const amr = amrWith(session.amr, ...firstFactor);
      return this.sessions.renew(tx, session, {
        firstFactorVerifiedAt: now,
        amr,
        ...(proof && steppedUp(now, { amr }, proof.method)),
      });
    });
  }

  private async proveSecondFactor(
    user: UserWithPassword,
    session: Session,
    dto: ReauthenticateDto,
    client: Client,
  ) {
    if (!user.isTwoFactorAuthenticationEnabled) {
      return undefined;
    }
    if (!hasAnswer(dto)) {
      throw new SecondFactorRequiredException();
    }
    return this.secondFactors.verify(user, dto, client, session);
  }
}
