import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DatabaseModule } from '../database/database.module.js';
import { MailedLinksModule } from '../mailed-links/mailed-links.module.js';
import { RateLimitingModule } from '../rate-limiting/rate-limiting.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { UsersModule } from '../users/users.module.js';
import { BackupCode } from './backup-codes/backup-code.entity.js';
import { BackupCodeMethod } from './backup-codes/backup-code.method.js';
import { BackupCodesController } from './backup-codes/backup-codes.controller.js';
import { BackupCodesService } from './backup-codes/backup-codes.service.js';
import { FactorChangesService } from './factor-changes.service.js';
import { FactorRemovalService } from './factor-removal.service.js';
import { AssertionsService } from './passkeys/assertions.service.js';
import { ChallengeBindingsService } from './passkeys/challenge-bindings.service.js';
import { CredentialVerifier } from './passkeys/credential-verifier.service.js';
import { PasskeyChallengesService } from './passkeys/passkey-challenges.service.js';
import { PasskeyOptionsService } from './passkeys/passkey-options.service.js';
import { Passkey } from './passkeys/passkey.entity.js';
import { PasskeyMethod } from './passkeys/passkey.method.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeysService } from './passkeys/passkeys.service.js';
import { RelyingParty } from './passkeys/relying-party.js';
import { UsedPasskeyChallenge } from './passkeys/used-passkey-challenge.entity.js';
import { SecondFactorBudget } from './second-factor-budget.entity.js';
import { SecondFactorBudgetsService } from './second-factor-budgets.service.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import { SecondFactorsService } from './second-factors.service.js';
import { AuthenticatorsController } from './totp/authenticators.controller.js';
import { AuthenticatorsService } from './totp/authenticators.service.js';
import { ClockDifferencesService } from './totp/clock-differences.service.js';
import { PendingSecret } from './totp/pending-secret.entity.js';
import { PendingSecretsService } from './totp/pending-secrets.service.js';
import { QrCodeService } from './totp/qr-code.service.js';
import { TotpAuthenticator } from './totp/totp-authenticator.entity.js';
import { TotpMethod } from './totp/totp.method.js';
import { TotpService } from './totp/totp.service.js';
import { TwoFactorAuthenticationController } from './two-factor-authentication.controller.js';
import { TwoFactorAuthenticationService } from './two-factor-authentication.service.js';

@Module({
  imports: [
    DatabaseModule.forFeature([
      SecondFactorBudget,
      TotpAuthenticator,
      BackupCode,
      Passkey,
      PendingSecret,
      UsedPasskeyChallenge,
    ]),
    DiscoveryModule,
    MailedLinksModule,
    RateLimitingModule,
    SecurityEventsModule,
    UsersModule,
  ],
  controllers: [
    TwoFactorAuthenticationController,
    AuthenticatorsController,
    BackupCodesController,
    PasskeysController,
  ],
  providers: [
    AssertionsService,
    AuthenticatorsService,
    BackupCodeMethod,
    BackupCodesService,
    ChallengeBindingsService,
    ClockDifferencesService,
    CredentialVerifier,
    FactorChangesService,
    FactorRemovalService,
    PasskeyChallengesService,
    PasskeyMethod,
    PasskeyOptionsService,
    PasskeysService,
    PendingSecretsService,
    QrCodeService,
    RelyingParty,
    SecondFactorBudgetsService,
    SecondFactorMethods,
    SecondFactorsService,
    TotpMethod,
    TotpService,
    TwoFactorAuthenticationService,
  ],
  exports: [
    AssertionsService,
    ChallengeBindingsService,
    CredentialVerifier,
    FactorRemovalService,
    PasskeyMethod,
    PasskeyOptionsService,
    PasskeysService,
    RelyingParty,
    SecondFactorBudgetsService,
    SecondFactorMethods,
    SecondFactorsService,
    TotpMethod,
    TwoFactorAuthenticationService,
  ],
})
export class TwoFactorModule {}
