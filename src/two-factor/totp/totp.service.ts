import { Injectable } from '@nestjs/common';
import { NodeCryptoPlugin } from '@otplib/plugin-crypto-node';
import { ScureBase32Plugin, TOTP } from 'otplib';
import { Clock } from '../../clock/clock.js';
import { Environment } from '../../options/environment.js';

/** Seconds (RFC 6238 section 4.1). */
const PERIOD = 30;

/** Seconds by which a clock may be wrong for us to tell that it is. */
const RECOGNISED_DIFFERENCE = 600;

/**
 * TOTP (RFC 6238) as authenticator apps expect it: SHA-1, 6 digits, 30 seconds, 160-bit secrets. One step before and one
 * after the present are accepted as well, since phones' clocks run slow and fast.
 */
@Injectable()
export class TotpService {
  private readonly totp: TOTP;

  constructor(
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.totp = new TOTP({
      algorithm: 'sha1',
      digits: 6,
      period: PERIOD,
      issuer: environment.TWO_FACTOR_AUTHENTICATION_APP_NAME,
      crypto: new NodeCryptoPlugin(),
      base32: new ScureBase32Plugin(),
    });
  }

  /** Base32. */
  generateSecret(): string {
    return this.totp.generateSecret();
  }

  /** The key URI that the QR code holds, with the app's name as issuer and the e-mail address as label. */
  otpauthUrl(secret: string, email: string): string {
    return this.totp.toURI({ secret, label: email });
  }

  /** Time steps since 1970 (RFC 6238 section 4.2). */
  presentTimeStep(): number {
    return Math.floor(this.clock.now().getTime() / 1000 / PERIOD);
  }

  /**
   * The time step that a code of 6 digits belongs to, or undefined when it is wrong. Whether that step was used already
   * is for the database to decide.
   */
  async timeStepOf(code: string, secret: string): Promise<number | undefined> {
    return this.verify(code, secret, [PERIOD, PERIOD]);
  }

  /**
   * Seconds by which the clock that made a refused code differs from ours, to a step: below 0 where the code was right in the
   * last 10 minutes, above 0 where it will be in the next; undefined where it is simply wrong.
   */
  async clockDifference(code: string, secret: string): Promise<number | undefined> {
    const timeStep =
      (await this.verify(code, secret, [RECOGNISED_DIFFERENCE, 0])) ??
      (await this.verify(code, secret, [0, RECOGNISED_DIFFERENCE]));
    return timeStep === undefined ? undefined : (timeStep - this.presentTimeStep()) * PERIOD;
  }

  /** @param tolerance seconds, before and after the present. */
  private async verify(
    code: string,
    secret: string,
    tolerance: [number, number],
  ): Promise<number | undefined> {
    const result = await this.totp.verify(code, {
      secret,
      epoch: Math.floor(this.clock.now().getTime() / 1000),
      epochTolerance: tolerance,
    });
    return result.valid ? result.timeStep : undefined;
  }
}
