import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { KnownBrowsersService } from '../sessions/browsers/known-browsers.service.js';
import { TrustedDevicesService } from '../sessions/browsers/trusted-devices.service.js';
import type { IssuedCookies, PresentedCookies } from '../sessions/cookies.service.js';
import type { Session } from '../sessions/session.entity.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { isPendingLogIn, SessionsService } from '../sessions/sessions.service.js';
import { steppedUp, type UseOfSecondFactor } from '../two-factor/second-factor-method.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { SecondFactorAlreadyProvedException } from '../two-factor/two-factor.exceptions.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';
import type { AuthenticateDto } from './second-step.dto.js';

export type SecondStep = IssuedCookies & UseOfSecondFactor;

/** The second step of a log-in. */
@Injectable()
export class SecondStepService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly knownBrowsers: KnownBrowsersService,
    private readonly trustedDevices: TrustedDevicesService,
    private readonly secondFactors: SecondFactorsService,
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
      const use = await this.secondFactors.consume(tx, proof);
      await this.securityEvents.record(tx, 'authn_second_factor_success');
      const browser = await this.knownBrowsers.recordLogIn(tx, {
        cookie: presented.knownBrowser,
        isSecondFactorProved: true,
      });
      const changes = { ...steppedUp(this.clock.now(), session, proof.method), knownBrowserId: browser.id };
      return {
        ...use,
        ...(await this.sessions.renew(tx, session, changes)),
        knownBrowser: browser.cookie,
        trustedDevice: dto.trustDevice
          ? await this.trustedDevices.trust(tx, presented.trustedDevice)
          : undefined,
      };
    });
  }
}
