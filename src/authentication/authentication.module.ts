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
import { CookiesService } from './cookies.service.js';
import { CredentialChangesService } from './credential-changes.service.js';
import { OneTimeToken } from './one-time-tokens/one-time-token.entity.js';
import { OneTimeTokensService } from './one-time-tokens/one-time-tokens.service.js';
import { RecoveryToken } from './one-time-tokens/recovery-token.entity.js';
import { RecoveryTokensService } from './one-time-tokens/recovery-tokens.service.js';
import { KnownBrowser } from './known-browsers/known-browser.entity.js';
import { SameUserGuard } from './guards/same-user.guard.js';
import { KnownBrowsersService } from './known-browsers/known-browsers.service.js';
import { PasswordVerificationService } from './password-verification.service.js';
import { RouteProtectionCheck } from './route-protection.check.js';
import { LiveSessionsService } from './sessions/live-sessions.service.js';
import { PresentedSessionsService } from './sessions/presented-sessions.service.js';
import { RefreshTokensService } from './sessions/refresh-tokens.service.js';
import { SessionCache } from './sessions/session-cache.js';
import { SessionEndingService } from './sessions/session-ending.service.js';
import { Session } from './sessions/session.entity.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { AccessTokenAuthenticator } from './strategies/access-token.authenticator.js';
import { JwtTwoFactorStrategy } from './strategies/jwt-two-factor.strategy.js';
import { JwtStrategy } from './strategies/jwt.strategy.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';
import { VerifiedTokens } from './tokens/verified-tokens.js';
import { TrustedDevice } from './trusted-devices/trusted-device.entity.js';
import { TrustedDevicesController } from './trusted-devices/trusted-devices.controller.js';
import { TrustedDevicesService } from './trusted-devices/trusted-devices.service.js';

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
