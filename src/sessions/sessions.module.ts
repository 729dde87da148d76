import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { DatabaseModule } from '../database/database.module.js';
import { UpgradeRequests } from '../http/upgrade-requests.js';
import { MailedLinksModule } from '../mailed-links/mailed-links.module.js';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { UsersModule } from '../users/users.module.js';
import { KnownBrowser } from './browsers/known-browser.entity.js';
import { KnownBrowsersService } from './browsers/known-browsers.service.js';
import { TrustedDevice } from './browsers/trusted-device.entity.js';
import { TrustedDevicesController } from './browsers/trusted-devices.controller.js';
import { TrustedDevicesService } from './browsers/trusted-devices.service.js';
import { CookiesService } from './cookies.service.js';
import { CredentialChangesService } from './credential-changes.service.js';
import { LiveSessionsService } from './live-sessions.service.js';
import { PresentedSessionsService } from './presented-sessions.service.js';
import { RefreshTokensService } from './refresh-tokens.service.js';
import { SessionCache } from './session-cache.js';
import { SessionEndingService } from './session-ending.service.js';
import { Session } from './session.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SocketSessions } from './socket-sessions.service.js';
import { AccessTokenAuthenticator } from './strategies/access-token.authenticator.js';
import { JwtTwoFactorStrategy } from './strategies/jwt-two-factor.strategy.js';
import { JwtStrategy } from './strategies/jwt.strategy.js';
import { PassportNamesCheck } from './strategies/passport-names.check.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';
import { VerifiedTokens } from './tokens/verified-tokens.js';

/** Global, so that the guards work in every module. */
@Global()
@Module({
  imports: [
    DatabaseModule.forFeature([KnownBrowser, Session, TrustedDevice]),
    DiscoveryModule,
    JwtModule.register({}),
    PassportModule,
    MailedLinksModule,
    RateLimitingModule,
    SecurityEventsModule,
    UsersModule,
  ],
  controllers: [SessionsController, TrustedDevicesController],
  providers: [
    AccessTokenAuthenticator,
    AccessTokensService,
    CookiesService,
    CredentialChangesService,
    JwtStrategy,
    JwtTwoFactorStrategy,
    KnownBrowsersService,
    LiveSessionsService,
    PassportNamesCheck,
    PresentedSessionsService,
    RefreshTokensService,
    SessionCache,
    SessionEndingService,
    SessionsService,
    SocketSessions,
    TrustedDevicesService,
    UpgradeRequests,
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
    PresentedSessionsService,
    RateLimitingModule,
    RefreshTokensService,
    SessionsService,
    SocketSessions,
    TrustedDevicesService,
    UsersModule,
  ],
})
export class SessionsModule {}
