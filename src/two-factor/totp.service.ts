import { Injectable } from '@nestjs/common';
import { NodeCryptoPlugin } from '@otplib/plugin-crypto-node';
import { ScureBase32Plugin, TOTP } from 'otplib';
import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';

/** Seconds (RFC 6238 section 4.1). */
const PERIOD = 30;

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
    const result = await this.totp.verify(code, {
      secret,
      epoch: Math.floor(this.clock.now().getTime() / 1000),
      epochTolerance: PERIOD,
    });
    return result.valid ? result.timeStep : undefined;
  }
}
