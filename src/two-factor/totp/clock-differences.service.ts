import { Injectable, Logger } from '@nestjs/common';
import { clockDifferences } from '../two-factor.metrics.js';
import { TotpService } from './totp.service.js';

/** Finds out whether a refused code is one of another time, for the person who waits and for the operator. */
@Injectable()
export class ClockDifferencesService {
  private readonly logger = new Logger(ClockDifferencesService.name);

  constructor(private readonly totp: TotpService) {}

  /** @returns as {@link TotpService.clockDifference}, for the first secret that the code is of; noted in log and metrics. */
  async note(userId: string, code: string, ...secrets: string[]): Promise<number | undefined> {
    for (const secret of secrets) {
      const seconds = await this.totp.clockDifference(code, secret);
      if (seconds !== undefined) {
        clockDifferences.inc({ when: seconds < 0 ? 'past' : 'coming' });
        this.logger.warn('totp_clock_difference', { userId, seconds });
        return seconds;
      }
    }
    return undefined;
  }
}
