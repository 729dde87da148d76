import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { KnownBrowsersService } from './browsers/known-browsers.service.js';
import { OneTimeTokensService } from '../mailed-links/one-time-tokens.service.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import type { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';
import { TrustedDevicesService } from './browsers/trusted-devices.service.js';

/**
 * The one place that says what a changed credential kills (OWASP ASVS v5.0.0-7.4.3): whatever a thief of the old one
 * may have made of it. Called in the transaction of the change, which has locked the user's row before.
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
  async revokeAll(manager: EntityManager, userId: string, knownBrowserId?: string): Promise<void> {
    await this.sessions.endAll(manager, userId);
    await this.knownBrowsers.forgetAll(manager, userId, knownBrowserId);
    await this.revokeWhatOutlivesSessions(manager, userId);
  }

  /** As {@link revokeAll}, and leaves the session that made the change, and its browser. */
  async revokeAllBut(manager: EntityManager, session: Session): Promise<void> {
    await this.sessions.endOthers(manager, session);
    await this.knownBrowsers.forgetAll(manager, session.userId, session.knownBrowserId);
    await this.revokeWhatOutlivesSessions(manager, session.userId);
  }

  /**
   * For a changed address. Links that are in the mailbox of the old one, which may be somebody else's soon, end; and so do
   * the browsers that know the account by it. Sessions and trusted devices go on.
   */
  async revokeOfOldAddress(
    manager: EntityManager,
    userId: string,
    knownBrowserId: string | null,
  ): Promise<void> {
    await this.knownBrowsers.forgetAll(manager, userId, knownBrowserId);
    await this.oneTimeTokens.revoke(manager, userId, 'email-verification');
    await this.recoveryTokens.revoke(manager, userId, 'password-reset', 'address-release');
  }

  private async revokeWhatOutlivesSessions(manager: EntityManager, userId: string): Promise<void> {
    await this.trustedDevices.revokeAll(manager, userId);
    await this.oneTimeTokens.revoke(manager, userId, 'email-change');
    await this.recoveryTokens.revoke(manager, userId, 'password-reset');
  }
}
