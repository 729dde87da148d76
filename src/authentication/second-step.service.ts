import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  NotAuthenticatedException,
  ReauthenticationRequiredException,
  SecondFactorRequiredException,
} from '../sessions/session.exceptions.js';
import { WrongCredentialsException } from '../passwords/wrong-credentials.exception.js';
import type { IssuedCookies, PresentedCookies } from '../sessions/cookies.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import type { Session } from '../sessions/session.entity.js';
import { type IssuedSession, isPendingLogIn, SessionsService } from '../sessions/sessions.service.js';
import { TrustedDevicesService } from '../sessions/browsers/trusted-devices.service.js';
import { Clock } from '../clock/clock.js';
import type { Client } from '../client/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService, type UserWithPassword } from '../users/users.service.js';
import { BackupCodesService } from '../two-factor/backup-codes/backup-codes.service.js';
import type { AuthenticateDto } from './dto/authenticate.dto.js';
import type { ReauthenticateDto } from './dto/reauthenticate.dto.js';
import { SecondFactorService } from '../two-factor/second-factor.service.js';
import { SecondFactorAlreadyProvedException } from '../two-factor/two-factor.exceptions.js';
import { secondFactorMethods } from '../two-factor/two-factor-authentication.service.js';

export interface SecondFactorLogIn extends IssuedCookies {
  /** Only when a backup code was used. */
  remainingBackupCodes?: number | undefined;
}

/** Steps a session up: the second step of a log-in, and the proof of all factors before a sensitive action. */
@Injectable()
export class SecondFactorLogInService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly trustedDevices: TrustedDevicesService,
    private readonly secondFactor: SecondFactorService,
    private readonly backupCodes: BackupCodesService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Completes a pending log-in. Nobody else gets as far as to try a code: with a copied access cookie a thief would spend the
   * owner's tries.
   *
   * @throws SecondFactorAlreadyProvedException, and as {@link SecondFactorService.verify}
   */
  async authenticate(
    user: User,
    session: Session,
    dto: AuthenticateDto,
    client: Client,
    presented: PresentedCookies,
  ): Promise<SecondFactorLogIn> {
    if (user.isTwoFactorAuthenticationEnabled && !isPendingLogIn(session)) {
      throw new SecondFactorAlreadyProvedException();
    }
    const proof = await this.secondFactor.verify(user, dto, client, session);
    return this.dataSource.transaction(async (manager) => {
      if (!(await this.users.lockUnchanged(manager, user))) {
        throw new NotAuthenticatedException();
      }
      await this.secondFactor.consume(manager, proof, client);
      await this.securityEvents.record(manager, 'authn_second_factor_success', user.id, client);
      const browser = await this.knownBrowsers.recordLogIn(manager, {
        userId: user.id,
        client,
        cookie: presented.knownBrowser,
        isSecondFactorProved: true,
      });
      const changes = { ...this.steppedUp(), knownBrowserId: browser.id };
      return {
        ...(await this.sessions.renew(manager, session, changes)),
        knownBrowser: browser.cookie,
        trustedDevice: dto.trustDevice
          ? await this.trustedDevices.trust(manager, user.id, client, presented.trustedDevice)
          : undefined,
        remainingBackupCodes:
          proof.method === 'backup-code'
            ? await this.backupCodes.countRemaining(user.id, manager)
            : undefined,
      };
    });
  }

  /**
   * Makes the session fresh: the password, and a code as well where two-factor authentication is on.
   *
   * @throws ReauthenticationRequiredException or SecondFactorRequiredException for what is missing,
   *   WrongCredentialsException, and as {@link SecondFactorService.verify}
   */
  async reauthenticate(
    user: User,
    session: Session,
    dto: ReauthenticateDto,
    client: Client,
  ): Promise<IssuedSession> {
    if (dto.password === undefined) {
      throw new ReauthenticationRequiredException(user.isTwoFactorAuthenticationEnabled);
    }
    const verified = await this.passwordVerification.verifyInSession(session, dto.password, client);
    const proof = await this.proveSecondFactor(verified, session, dto, client);
    return this.dataSource.transaction(async (manager) => {
      if (!(await this.users.lockUnchanged(manager, verified))) {
        throw new WrongCredentialsException();
      }
      if (proof) {
        await this.secondFactor.consume(manager, proof, client);
        await this.knownBrowsers.noteSecondFactor(manager, session);
      }
      await this.securityEvents.record(manager, 'authn_reauthentication_success', user.id, client);
      const changes = { passwordVerifiedAt: this.clock.now(), ...(proof && this.steppedUp()) };
      return this.sessions.renew(manager, session, changes);
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
    if (dto.twoFactorAuthenticationCode === undefined && dto.backupCode === undefined) {
      throw new SecondFactorRequiredException();
    }
    return this.secondFactor.verify(user, dto, client, session);
  }

  private steppedUp() {
    return {
      isSecondFactorAuthenticated: true,
      secondFactorVerifiedAt: this.clock.now(),
      amr: secondFactorMethods,
    };
  }
}
