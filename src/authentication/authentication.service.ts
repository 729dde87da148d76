import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Environment } from '../config/environment.js';
import { hashToken } from '../crypto/opaque-token.js';
import { PasswordHasher } from '../crypto/password-hasher.js';
import type { Client } from '../http/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService, type UserWithPassword } from '../users/users.service.js';
import {
  EmailNotVerifiedException,
  NotAuthenticatedException,
  WrongCredentialsException,
} from './authentication.exceptions.js';
import type { PresentedCookies } from './cookies.service.js';
import type { LogInDto } from './dto/log-in.dto.js';
import { familyOf } from './sessions/refresh-token.js';
import { RefreshTokensService } from './sessions/refresh-tokens.service.js';
import { Session } from './sessions/session.entity.js';
import { type IssuedSession, SessionsService } from './sessions/sessions.service.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';

export interface LogInResult extends IssuedSession {
  user: User;
  isSecondFactorRequired: boolean;
}

@Injectable()
export class AuthenticationService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly passwordHasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly refreshTokens: RefreshTokensService,
    private readonly accessTokens: AccessTokensService,
    private readonly securityEvents: SecurityEventsService,
    private readonly environment: Environment,
  ) {}

  /**
   * Starts a session, or a pending log-in where the account has two-factor authentication on, in place of the session
   * that the browser had.
   *
   * @throws WrongCredentialsException for an unknown address as for a wrong password, after the same time,
   *   EmailNotVerifiedException where verified addresses are required.
   */
  async logIn(dto: LogInDto, client: Client, presented: PresentedCookies): Promise<LogInResult> {
    const user = await this.verifyPassword(await this.users.findByEmail(dto.email), dto.password, client);
    if (this.environment.EMAIL_VERIFICATION === 'required' && !user.emailVerifiedAt) {
      throw new EmailNotVerifiedException();
    }
    const isSecondFactorRequired = user.isTwoFactorAuthenticationEnabled;
    const issued = await this.dataSource.transaction(async (manager) => {
      if (!(await this.users.lockUnchanged(manager, user))) {
        throw new WrongCredentialsException();
      }
      await this.endPresented(manager, presented);
      await this.securityEvents.record(manager, 'authn_login_success', user.id, client);
      return this.sessions.start(manager, {
        userId: user.id,
        client,
        rememberMe: dto.rememberMe ?? false,
        isPending: isSecondFactorRequired,
        isSecondFactorAuthenticated: false,
      });
    });
    return { ...issued, user, isSecondFactorRequired };
  }

  /** @throws NotAuthenticatedException */
  async refresh({ refreshToken }: PresentedCookies, client: Client): Promise<IssuedSession & { user: User }> {
    if (!refreshToken) {
      throw new NotAuthenticatedException();
    }
    return this.refreshTokens.rotate(refreshToken, client);
  }

  async logOut(presented: PresentedCookies): Promise<void> {
    await this.endPresented(this.dataSource.manager, presented);
  }

  /**
   * Checks a password, and hashes it anew where the cost or the pepper has changed since.
   *
   * @returns the user as it stands then.
   * @throws WrongCredentialsException
   */
  async verifyPassword(
    user: UserWithPassword | null,
    password: string,
    client: Client,
  ): Promise<UserWithPassword> {
    const isRight = await this.passwordHasher.verify(password, user?.passwordHash);
    if (!user || !isRight || user.disabledAt) {
      await this.recordFailure(user, client);
      throw new WrongCredentialsException();
    }
    if (!this.passwordHasher.isOutdated(user.passwordHash)) {
      return user;
    }
    const passwordHash = await this.passwordHasher.hash(password);
    const isReplaced = await this.users.replacePasswordHash(this.dataSource.manager, user, passwordHash);
    return isReplaced ? { ...user, passwordHash } : user;
  }

  private async recordFailure(user: User | null, client: Client): Promise<void> {
    if (user) {
      await this.securityEvents.record(this.dataSource.manager, 'authn_login_fail', user.id, client);
    } else {
      this.securityEvents.log('authn_login_fail', client);
    }
  }

  /** Ends the sessions that a browser's cookies belong to, be the access token expired. */
  private async endPresented(
    manager: EntityManager,
    { accessToken, refreshToken }: PresentedCookies,
  ): Promise<void> {
    const id = accessToken && this.accessTokens.sessionIdOf(accessToken);
    if (id) {
      await manager.delete(Session, { id });
    }
    if (refreshToken) {
      await manager.delete(Session, { refreshFamilyHash: hashToken(familyOf(refreshToken)) });
    }
  }
}
