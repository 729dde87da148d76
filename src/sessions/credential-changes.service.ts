import { Injectable } from '@nestjs/common';
import { OneTimeTokensService } from '../mailed-links/one-time-tokens.service.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { KnownBrowsersService } from './browsers/known-browsers.service.js';
import { TrustedDevicesService } from './browsers/trusted-devices.service.js';
import type { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

/**
 * The one place that says what a changed credential kills (OWASP ASVS v5.0.0-7.4.3): whatever a thief of the old one
 * may have made of it.
 */
@Injectable()
export class CredentialChangesService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly trustedDevices: TrustedDevicesService,
    private readonly oneTimeTokens: OneTimeTokensService,
    private readonly recoveryTokens: RecoveryTokensService,
  ) {}

  /**
   * Ends every session and pending log-in, trusted device, known browser, and open reset and e-mail change.
   *
   * @param knownBrowserId where the change was made, if its owner made it; it stays known.
   */
  async revokeAll(tx: AccountTransaction, knownBrowserId?: string): Promise<void> {
    await this.sessions.endAll(tx);
    await this.knownBrowsers.forgetAll(tx, knownBrowserId);
    await this.revokeWhatOutlivesSessions(tx);
  }

  /** As {@link revokeAll}, and leaves the session that made the change, and its browser. */
  async revokeAllBut(tx: AccountTransaction, session: Session): Promise<void> {
    await this.sessions.endOthers(tx, session);
    await this.knownBrowsers.forgetAll(tx, session.knownBrowserId);
    await this.revokeWhatOutlivesSessions(tx);
  }

  /**
   * For a changed address. Links that are in the mailbox of the old one, which may be somebody else's soon, end; and so do
   * the browsers that know the account by it. Sessions and trusted devices go on.
   */
  async revokeOfOldAddress(tx: AccountTransaction, knownBrowserId: string | null): Promise<void> {
    await this.knownBrowsers.forgetAll(tx, knownBrowserId);
    await this.oneTimeTokens.revoke(tx, 'email-verification');
    await this.recoveryTokens.revoke(tx, 'password-reset', 'address-release');
  }

  private async revokeWhatOutlivesSessions(tx: AccountTransaction): Promise<void> {
    await this.trustedDevices.revokeAll(tx);
    await this.oneTimeTokens.revoke(tx, 'email-change');
    await this.recoveryTokens.revoke(tx, 'password-reset');
  }
}
