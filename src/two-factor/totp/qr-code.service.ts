import { Injectable, StreamableFile } from '@nestjs/common';
import Negotiator from 'negotiator';
import { JobQueue } from '../../jobs/job-queue.js';
import { PendingSecretResponse } from '../two-factor.dto.js';
import type { ShownSecret } from './pending-secrets.service.js';

/** In the order of preference of who has none. */
const qrCodeMediaTypes = ['image/png', 'image/svg+xml', 'application/json'];

/** Pixels of a PNG; scales well on a phone's screen and is still a small file. */
const PNG_WIDTH = 320;

/** Pictures that wait at most; one is drawn at a time, so that other requests get in between. */
const MAX_WAITING = 100;
/** Seconds of CPU, about. */
const SECONDS_PER_PNG = 0.004;

/** Shows the key URI of a new secret: as a picture to scan, or as text to type. */
@Injectable()
export class QrCodeService {
  private readonly queue = new JobQueue(1, MAX_WAITING, SECONDS_PER_PNG);

  /**
   * What the `Accept` header asks for (RFC 9110 section 12.5.1); a PNG when it asks for nothing that there is.
   *
   * @throws ServiceUnavailableException when too many pictures wait
   */
  render(shown: ShownSecret, accept: string | undefined): Promise<StreamableFile | PendingSecretResponse> {
    const negotiator = new Negotiator({ headers: { accept } });
    switch (negotiator.mediaType(qrCodeMediaTypes)) {
      case 'application/json':
        return Promise.resolve(new PendingSecretResponse(shown));
      case 'image/svg+xml':
        return this.svg(shown.otpauthUrl);
      default:
        return this.png(shown.otpauthUrl);
    }
  }

  private async png(otpauthUrl: string): Promise<StreamableFile> {
    const picture = await this.queue.run(async () => {
      const { toBuffer } = await import('qrcode');
      return toBuffer(otpauthUrl, { width: PNG_WIDTH });
    });
    return new StreamableFile(picture, { type: 'image/png' });
  }

  private async svg(otpauthUrl: string): Promise<StreamableFile> {
    const { toString } = await import('qrcode');
    const picture = await toString(otpauthUrl, { type: 'svg' });
    return new StreamableFile(Buffer.from(picture), { type: 'image/svg+xml' });
  }
}
