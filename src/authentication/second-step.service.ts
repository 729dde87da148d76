import { AccountsService } from '../users/accounts.service.js';
import { Injectable } from '@nestjs/common';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import type { IssuedCookies, PresentedCookies } from '../sessions/cookies.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import type { Session } from '../sessions/session.entity.js';
import { isPendingLogIn, SessionsService } from '../sessions/sessions.service.js';
import { TrustedDevicesService } from '../sessions/browsers/trusted-devices.service.js';
import { Clock } from '../clock/clock.js';
import type { Client } from '../client/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { steppedUp } from '../two-factor/second-factor-method.js';
import type { User } from '../users/user.entity.js';
import { BackupCodesService } from '../two-factor/backup-codes/backup-codes.service.js';
import type { AuthenticateDto } from './second-step.dto.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { SecondFactorAlreadyProvedException } from '../two-factor/two-factor.exceptions.js';

export interface SecondStep extends IssuedCookies {
  /** Only when a backup code was used. */
  remainingBackupCodes?: number | undefined;
}

/** The second step of a log-in. */
@Injectable()
export class SecondStepService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly trustedDevices: TrustedDevicesService,
    private readonly secondFactors: SecondFactorsService,
    private readonly backupCodes: BackupCodesService,
    private readonly sessions: SessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Completes a pending log-in. Nobody else gets as far as to try a code: with a copied access cookie a thief would spend the
   * owner's tries.
   *
   * @throws SecondFactorAlreadyProvedException, and as {@link SecondFactorsService.verify}
   */
  async authenticate(
    user: User,
    session: Session,
    dto: AuthenticateDto,
    client: Client,
    presented: PresentedCookies,
  ): Promise<SecondStep> {
    if (user.isTwoFactorAuthenticationEnabled && !isPendingLogIn(session)) {
      throw new SecondFactorAlreadyProvedException();
    }
    const proof = await this.secondFactors.verify(user, dto, client, session);
    const onConflict = () => new NotAuthenticatedException();
    return this.accounts.change(user, client, onConflict, async (tx) => {
      await this.secondFactors.consume(tx, proof);
      await this.securityEvents.record(tx, 'authn_second_factor_success');
      const browser = await this.knownBrowsers.recordLogIn(tx, {
        cookie: presented.knownBrowser,
        isSecondFactorProved: true,
      });
      const changes = { ...steppedUp(this.clock.now(), proof.method), knownBrowserId: browser.id };
      return {
        ...(await this.sessions.renew(tx, session, changes)),
        knownBrowser: browser.cookie,
        trustedDevice: dto.trustDevice
          ? await this.trustedDevices.trust(tx, presented.trustedDevice)
          : undefined,
        remainingBackupCodes:
          proof.method.name === 'backup-code'
            ? await this.backupCodes.countRemaining(user.id, tx.manager)
            : undefined,
      };
    });
  }
}
