import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { InvalidTokenException } from '../mailed-links/invalid-token.exception.js';
import { MailedLinksService } from '../mailed-links/mailed-links.service.js';
import type { RecoveryToken } from '../mailed-links/recovery-token.entity.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import { NewPasswordHasher } from '../passwords/new-password.hasher.js';
import { clientAddress } from '../rate-limiting/client-address.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import { SecondFactorRequiredException } from '../sessions/session.exceptions.js';
import type { ChallengeBinding } from '../two-factor/passkeys/passkey-challenges.service.js';
import { PasskeysService } from '../two-factor/passkeys/passkeys.service.js';
import { hasAnswer } from '../two-factor/second-factor.dto.js';
import { type SecondFactorProof, SecondFactorsService } from '../two-factor/second-factors.service.js';
import { TwoFactorAuthenticationService } from '../two-factor/two-factor-authentication.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import { UsersService, type UserWithPassword } from '../users/users.service.js';
import type { ResetPasswordDto } from './password-reset.dto.js';

/** Nobody guesses a token; it is the work that is bounded. */
const checks: RateLimit = { name: 'password-reset-check', points: 200, duration: 3600 };

/** Who sets a new password. */
export interface ResettingBrowser {
  knownBrowser: string | undefined;
  challengeBinding: ChallengeBinding | undefined;
}

/**
 * A new password for who lost it. The mailed token stands in for the password, and for nothing else: with two-factor
 * authentication on a code is asked for, 2FA stays on, and nobody is logged in by this (OWASP ASVS v5.0.0-6.4.3, NIST SP
 * 800-63B-4 section 4.2.2.2).
 */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly newPasswords: NewPasswordHasher,
    private readonly recoveryTokens: RecoveryTokensService,
    private readonly secondFactors: SecondFactorsService,
    private readonly passkeys: PasskeysService,
    private readonly twoFactorAuthentication: TwoFactorAuthenticationService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly mails: MailedLinksService,
    private readonly securityEvents: SecurityEventsService,
    private readonly rateLimits: RateLimitsService,
  ) {}

  /** Mails a link, unless the account is disabled. */
  async issue(tx: AccountTransaction): Promise<void> {
    if (!tx.user.disabledAt) {
      await this.mails.sendPasswordReset(tx);
      await this.securityEvents.record(tx, 'authn_password_reset_requested');
    }
  }

  /**
   * Whether a link can still set a new password; that uses nothing up.
   *
   * @throws InvalidTokenException, TooManyAttemptsException
   */
  async check(mailedToken: string, { ip }: Client): Promise<void> {
    await this.rateLimits.chargeAddress(checks, ip);
    const { token } = await this.find(mailedToken);
    if (this.recoveryTokens.isExhausted(token)) {
      throw new InvalidTokenException();
    }
  }

  /**
   * Sets the new password and ends every session. The address counts as verified from then on: its owner read the mail.
   *
   * @param browser that sets the new password; it stays known, and no other.
   * @throws InvalidTokenException; SecondFactorRequiredException, ValidationFailedException and as
   *   {@link SecondFactorsService.verify}, after all of which the token is as good as before, but for its five tries of a code.
   */
  async confirm(dto: ResetPasswordDto, client: Client, browser: ResettingBrowser): Promise<void> {
    const { token, user } = await this.find(dto.token);
    this.requireCode(user, dto);
    const known = await this.knownBrowsers.recognise(browser.knownBrowser, user.email);
    const passwordHash = await this.newPasswords.hash(
      { ...user, password: dto.password },
      clientAddress(client.ip),
    );
    const proof = await this.proveSecondFactor(user, token, dto, client, browser);
    const onConflict = () => new InvalidTokenException();
    await this.accounts.change(user, client, onConflict, async (tx) => {
      await this.recoveryTokens.consume(tx, token);
      if (proof) {
        await this.secondFactors.consume(tx, proof);
      }
      await this.users.setPasswordHash(tx, passwordHash);
      await this.users.setVerifiedEmail(tx, user.email);
      await this.credentialChanges.revokeAll(tx, known?.id);
      await this.twoFactorAuthentication.enablePasswordLogIn(tx);
      const passkeys = await this.passkeys.list(user.id, tx.manager);
      const passkeyNames = passkeys.map(({ name }) => name);
      await this.securityEvents.record(tx, 'authn_password_reset', { passkeyNames });
    });
  }

  private async find(mailedToken: string): Promise<{ token: RecoveryToken; user: UserWithPassword }> {
    const token = await this.recoveryTokens.find(mailedToken, 'password-reset');
    const user = await this.users.findById(token.userId);
    if (!user || user.disabledAt || user.email !== token.email) {
      throw new InvalidTokenException();
    }
    return { token, user };
  }

  private requireCode(user: UserWithPassword, dto: ResetPasswordDto): void {
    if (user.isTwoFactorAuthenticationEnabled && !hasAnswer(dto)) {
      throw new SecondFactorRequiredException();
    }
  }

  private async proveSecondFactor(
    user: UserWithPassword,
    token: RecoveryToken,
    dto: ResetPasswordDto,
    client: Client,
    { challengeBinding }: ResettingBrowser,
  ): Promise<SecondFactorProof | undefined> {
    return user.isTwoFactorAuthenticationEnabled
      ? this.secondFactors.verify(user, dto, client, token, challengeBinding)
      : undefined;
  }
}
