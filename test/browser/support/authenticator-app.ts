import { setTimeout as sleep } from 'node:timers/promises';
import jsqr from 'jsqr';
import { generate } from 'otplib';
import type { Locator } from 'playwright-core';
import { PNG } from 'pngjs';

const STEP = 30;
/** Seconds that may pass until a code arrives. */
const MARGIN = 12;

/** A phone that scans what is on the screen, as a camera would, and shows codes. */
export class AuthenticatorApp {
  readonly secret: string;
  /** Codes work once, so each is given out once. */
  private lastStep = 0;

  private constructor(readonly otpauthUrl: URL) {
    this.secret = otpauthUrl.searchParams.get('secret') ?? '';
  }

  static async scan(picture: Locator): Promise<AuthenticatorApp> {
    const { data, width, height } = PNG.sync.read(await picture.screenshot());
    const qrCode = jsqr.default(Uint8ClampedArray.from(data), width, height);
    if (!qrCode) {
      throw new Error('There is no QR code in the picture.');
    }
    return new AuthenticatorApp(new URL(qrCode.data));
  }

  /**
   * The oldest code that is good for a while and was not given out yet: the server takes one step more and one less, and a
   * busy machine takes its time.
   */
  async code(): Promise<string> {
    const step = Math.max(this.lastStep + 1, stepIn(-STEP + MARGIN));
    if (step > stepIn(STEP)) {
      await sleep((step - 1) * STEP * 1000 - Date.now() + 200);
    }
    this.lastStep = step;
    return generate({ secret: this.secret, epoch: step * STEP });
  }

  /** Well-formed, and wrong whenever it arrives. */
  async wrongCode(): Promise<string> {
    const near = await Promise.all(
      [-2, -1, 0, 1, 2].map((offset) =>
        generate({ secret: this.secret, epoch: (stepIn(0) + offset) * STEP }),
      ),
    );
    return (
      ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
    );
  }
}

function stepIn(seconds: number): number {
  return Math.floor((Date.now() / 1000 + seconds) / STEP);
}
