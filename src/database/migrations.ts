import type { MigrationInterface } from 'typeorm';
import { InitialSchema1795500000000 } from './migrations/1795500000000-initial-schema.js';
import { Account1795600000000 } from './migrations/1795600000000-account.js';
import { RecoveryTokens1795700010000 } from './migrations/1795700010000-recovery-tokens.js';
import { PendingRegistrations1795700010001 } from './migrations/1795700010001-pending-registrations.js';
import { KnownBrowsers1795700020000 } from './migrations/1795700020000-known-browsers.js';
import { OneTimeTokenBrowser1795700020001 } from './migrations/1795700020001-one-time-token-browser.js';
import { MailOccurrences1795700020002 } from './migrations/1795700020002-mail-occurrences.js';
import { RefreshRotation1795700030000 } from './migrations/1795700030000-refresh-rotation.js';
import { PendingSecrets1795700040000 } from './migrations/1795700040000-pending-secrets.js';
import { RecoveryTokenTries1795700040001 } from './migrations/1795700040001-recovery-token-tries.js';
import { EventsOfNobody1795700050000 } from './migrations/1795700050000-events-of-nobody.js';
import { TotpAuthenticators1795800000000 } from './migrations/1795800000000-totp-authenticators.js';
import { Passkeys1795800010000 } from './migrations/1795800010000-passkeys.js';
import { RunningCopies1795900000000 } from './migrations/1795900000000-running-copies.js';
import { Invitations1795905000000 } from './migrations/1795905000000-invitations.js';
import { UserGroups1795910000000 } from './migrations/1795910000000-user-groups.js';
import { SigningKeys1795920000000 } from './migrations/1795920000000-signing-keys.js';
import { Gates1795920010000 } from './migrations/1795920010000-gates.js';
import { TwoFactorPolicy1795930000000 } from './migrations/1795930000000-two-factor-policy.js';
import { SecondFactorVerifiedBy1795930001800 } from './migrations/1795930001800-second-factor-verified-by.js';
import { SavedBackupCodes1795940000000 } from './migrations/1795940000000-saved-backup-codes.js';
import { UserLanguages1795950000000 } from './migrations/1795950000000-user-languages.js';
import { AppendOnlyEvents1795960000000 } from './migrations/1795960000000-append-only-events.js';

/**
 * Listed one by one, oldest first. A glob would make TypeORM import the .ts files itself, which fails under Vitest.
 */
export const migrations: (new () => MigrationInterface)[] = [
  InitialSchema1795500000000,
  Account1795600000000,
  RecoveryTokens1795700010000,
  PendingRegistrations1795700010001,
  KnownBrowsers1795700020000,
  OneTimeTokenBrowser1795700020001,
  MailOccurrences1795700020002,
  RefreshRotation1795700030000,
  PendingSecrets1795700040000,
  RecoveryTokenTries1795700040001,
  EventsOfNobody1795700050000,
  TotpAuthenticators1795800000000,
  Passkeys1795800010000,
  RunningCopies1795900000000,
  Invitations1795905000000,
  UserGroups1795910000000,
  SigningKeys1795920000000,
  Gates1795920010000,
  TwoFactorPolicy1795930000000,
  SecondFactorVerifiedBy1795930001800,
  SavedBackupCodes1795940000000,
  UserLanguages1795950000000,
  AppendOnlyEvents1795960000000,
];
