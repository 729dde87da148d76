import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
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
import { RefreshTokensService } from '../sessions/refresh-tokens.service.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { type IssuedSession, SessionsService } from '../sessions/sessions.service.js';
import { AccessTokensService } from '../sessions/tokens/access-tokens.service.js';
import { SecondFactorMethods } from '../two-factor/second-factor-methods.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService, type UserWithPassword } from '../users/users.service.js';
import { EmailNotVerifiedException } from './authentication.exceptions.js';
import { logIns, refreshes } from './authentication.metrics.js';
import type { LogInDto } from './log-in.dto.js';

export interface LogInResult extends IssuedCookies {
  user: User;
  /** Names of the ways to prove the second factor, where one is needed still. */
  secondFactorMethods?: string[];
}

@Injectable()
export class AuthenticationService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly userTurns: UserTurns,
    private readonly passwordVerification: PasswordVerificationService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly trustedDevices: TrustedDevicesService,
    private readonly secondFactorMethods: SecondFactorMethods,
    private readonly sessions: SessionsService,
    private readonly presentedSessions: PresentedSessionsService,
    private readonly refreshTokens: RefreshTokensService,
    private readonly accessTokens: AccessTokensService,
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
    return this.inTurn(user, client, async (tx) => {
      await this.endPresented(tx.manager, presented);
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
  }

  /** @throws NotAuthenticatedException */
  async refresh({ refreshToken }: PresentedCookies, client: Client): Promise<IssuedSession & { user: User }> {
    return countResult(refreshes, {}, async () => {
      if (!refreshToken) {
        throw new NotAuthenticatedException();
      }
      return this.refreshTokens.rotate(refreshToken, client);
    });
  }

  async logOut(presented: PresentedCookies, client: Client): Promise<void> {
    const sessionId = this.sessionIdOf(presented);
    await this.dataSource.transaction(async (manager) => {
      await this.presentedSessions.lockOwners(manager, sessionId, presented.refreshToken);
      for (const userId of await this.endPresented(manager, presented)) {
        await this.securityEvents.record({ manager, userId, client }, 'authn_logout');
      }
    });
  }

  /**
   * Ends the sessions that a browser's cookies belong to, be the access token expired.
   *
   * @returns whose they were.
   */
  private async endPresented(manager: EntityManager, presented: PresentedCookies): Promise<string[]> {
    const sessionId = this.sessionIdOf(presented);
    const { refreshToken } = presented;
    return sessionId || refreshToken ? this.presentedSessions.end(manager, sessionId, refreshToken) : [];
  }

  private inTurn<T>(
    user: UserWithPassword,
    client: Client,
    work: (tx: AccountTransaction) => Promise<T>,
  ): Promise<T> {
    const onConflict = () => new WrongCredentialsException();
    return this.userTurns.run(user.id, () => this.accounts.change(user, client, onConflict, work));
  }

  private sessionIdOf({ accessToken }: PresentedCookies): string | undefined {
    return accessToken ? this.accessTokens.sessionIdOf(accessToken) : undefined;
  }
}
