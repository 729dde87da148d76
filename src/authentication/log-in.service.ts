import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { countResult } from '../http/count-result.js';
import { Environment } from '../options/environment.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import { WrongCredentialsException } from '../passwords/wrong-credentials.exception.js';
import { UserTurns } from '../rate-limiting/user-turns.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { TrustedDevicesService } from '../sessions/browsers/trusted-devices.service.js';
import type { IssuedCookies, PresentedCookies } from '../sessions/cookies.service.js';
import { PresentedSessionsService } from '../sessions/presented-sessions.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { SecondFactorMethods } from '../two-factor/second-factor-methods.js';
import { AccountsService } from '../users/accounts.service.js';
import { EmailNotVerifiedException } from '../users/email-not-verified.exception.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { logIns } from './authentication.metrics.js';
import type { LogInDto } from './log-in.dto.js';

export interface LogInResult extends IssuedCookies {
  user: User;
  /** Names of the ways to prove the second factor, where one is needed still. */
  secondFactorMethods?: string[];
}

/** The first step of a log-in, and the only one where two-factor authentication is off. */
@Injectable()
export class LogInService {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly userTurns: UserTurns,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly trustedDevices: TrustedDevicesService,
    private readonly secondFactorMethods: SecondFactorMethods,
    private readonly sessions: SessionsService,
    private readonly presentedSessions: PresentedSessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly environment: Environment,
  ) {}

  /**
   * Starts a session, in place of the one that the browser had; or, where the account has two-factor authentication on
   * and the browser is not trusted, a pending log-in.
   *
   * @throws WrongCredentialsException for an unknown address as for a wrong password, after the same time;
   *   EmailNotVerifiedException where verified addresses are required; TooManyAttemptsException
   */
  async logIn(dto: LogInDto, client: Client, presented: PresentedCookies): Promise<LogInResult> {
    const knownBrowser = await this.knownBrowsers.recognise(presented.knownBrowser, dto.email);
    const user = await countResult(logIns, {}, () =>
      this.passwordVerification.verify(
        dto.email,
        () => this.users.findByEmail(dto.email),
        dto.password,
        client,
        knownBrowser && 'known browsers',
      ),
    );
    if (this.environment.EMAIL_VERIFICATION === 'required' && !user.emailVerifiedAt) {
      throw new EmailNotVerifiedException();
    }
    const onConflict = () => new WrongCredentialsException();
    const change = () =>
      this.accounts.change(user, client, onConflict, async (tx) => {
        await this.presentedSessions.end(tx.manager, presented);
        const trustedDevice = user.isTwoFactorAuthenticationEnabled
          ? await this.trustedDevices.use(tx, presented.trustedDevice)
          : undefined;
        const isPending = user.isTwoFactorAuthenticationEnabled && !trustedDevice;
        const browser = isPending
          ? undefined
          : await this.knownBrowsers.recordLogIn(tx, {
              cookie: presented.knownBrowser,
              isSecondFactorProved: false,
            });
        const issued = await this.sessions.start(tx, {
          rememberMe: dto.rememberMe ?? false,
          isPending,
          isSecondFactorAuthenticated: trustedDevice !== undefined,
          knownBrowserId: (browser ?? knownBrowser)?.id ?? null,
        });
        if (isPending) {
          await this.securityEvents.record(tx, 'authn_first_factor_success');
          return {
            ...issued,
            user,
            secondFactorMethods: await this.secondFactorMethods.namesFor(tx),
          };
        }
        return { ...issued, user, trustedDevice, knownBrowser: browser?.cookie };
      });
    return this.userTurns.run(user.id, change);
  }
}
