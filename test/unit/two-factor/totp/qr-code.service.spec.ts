import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { ServiceUnavailableException } from '../../../../src/errors/common.exceptions.js';
import { QrCodeService } from '../../../../src/two-factor/totp/qr-code.service.js';

let running = 0;
let mostRunning = 0;

vi.mock('qrcode', () => ({
  toBuffer: async () => {
    mostRunning = Math.max(mostRunning, ++running);
    await setImmediate();
    running--;
    return Buffer.from('png');
  },
  toString: () => Promise.resolve('<svg />'),
}));

it('draws one PNG at a time, lets 100 wait, and turns the others away at once', async () => {
  const qrCodes = new QrCodeService();
  const shown = { otpauthUrl: 'otpauth://totp/a', secret: 'A' };
  const crowd = Array.from({ length: 150 }, () => qrCodes.render(shown, 'image/png'));
  const results = await Promise.allSettled(crowd);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(49);
  refused.forEach(({ reason }) => expect(reason).toBeInstanceOf(ServiceUnavailableException));
  expect(mostRunning).toBe(1);
  await expect(qrCodes.render(shown, 'image/png')).resolves.toBeDefined();
});
