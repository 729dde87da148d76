import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthenticationController } from './authentication.controller.js';
import { AuthenticationService } from './authentication.service.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import { OneTimeToken } from '../mailed-links/one-time-token.entity.js';
import { OneTimeTokensService } from '../mailed-links/one-time-tokens.service.js';
import { RecoveryToken } from '../mailed-links/recovery-token.entity.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import { KnownBrowser } from '../sessions/browsers/known-browser.entity.js';
import { SameUserGuard } from '../sessions/guards/same-user.guard.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { PasswordVerificationService } from '../passwords/password-verification.service.js';
import { RouteProtectionCheck } from '../sessions/route-protection.check.js';
import { LiveSessionsService } from '../sessions/live-sessions.service.js';
import { PresentedSessionsService } from '../sessions/presented-sessions.service.js';
import { RefreshTokensService } from '../sessions/refresh-tokens.service.js';
import { SessionCache } from '../sessions/session-cache.js';
import { SessionEndingService } from '../sessions/session-ending.service.js';
import { Session } from '../sessions/session.entity.js';
import { SessionsController } from '../sessions/sessions.controller.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccessTokenAuthenticator } from '../sessions/strategies/access-token.authenticator.js';
import { JwtTwoFactorStrategy } from '../sessions/strategies/jwt-two-factor.strategy.js';
import { JwtStrategy } from '../sessions/strategies/jwt.strategy.js';
import { AccessTokensService } from '../sessions/tokens/access-tokens.service.js';
import { VerifiedTokens } from '../sessions/tokens/verified-tokens.js';
import { TrustedDevice } from '../sessions/browsers/trusted-device.entity.js';
import { TrustedDevicesController } from '../sessions/browsers/trusted-devices.controller.js';
import { TrustedDevicesService } from '../sessions/browsers/trusted-devices.service.js';

/** Global, so that the guards work in every module. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([KnownBrowser, Session, OneTimeToken, RecoveryToken, TrustedDevice]),
    DiscoveryModule,
    JwtModule.register({}),
    PassportModule,
    RateLimitingModule,
    SecurityEventsModule,
    UsersModule,
  ],
  controllers: [AuthenticationController, SessionsController, TrustedDevicesController],
  providers: [
    { provide: APP_GUARD, useClass: SameUserGuard },
    AccessTokenAuthenticator,
    AccessTokensService,
    AuthenticationService,
    CookiesService,
    CredentialChangesService,
    JwtStrategy,
    JwtTwoFactorStrategy,
    KnownBrowsersService,
    LiveSessionsService,
    OneTimeTokensService,
    PasswordVerificationService,
    PresentedSessionsService,
    RecoveryTokensService,
    RefreshTokensService,
    RouteProtectionCheck,
    SessionCache,
    SessionEndingService,
    SessionsService,
    TrustedDevicesService,
    VerifiedTokens,
  ],
  exports: [
    AccessTokenAuthenticator,
    AccessTokensService,
    CookiesService,
    CredentialChangesService,
    JwtStrategy,
    JwtTwoFactorStrategy,
    KnownBrowsersService,
    LiveSessionsService,
    OneTimeTokensService,
    PasswordVerificationService,
    RateLimitingModule,
    RecoveryTokensService,
    SessionsService,
    TrustedDevicesService,
  ],
})
export class AuthenticationModule {}
