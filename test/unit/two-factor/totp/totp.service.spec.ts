import fc from 'fast-check';
import { generate } from 'otplib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../../src/clock/clock.js';
import { TotpService } from '../../../../src/two-factor/totp/totp.service.js';
import { testEnvironment } from '../../../support/test-environment.js';
import rfc from '../rfc-otp-vectors.json' with { type: 'json' };

const totp = new TotpService(new Clock(), testEnvironment());

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

function atSecond(second: number): void {
  vi.setSystemTime(second * 1000);
}

describe('the test values of the RFCs (ASVS 11.2.1)', () => {
  const { secretBase32 } = rfc.hotp;

  it.each(rfc.hotp.vectors)('RFC 4226: counter $count is $hotp', async ({ count, hotp }) => {
    atSecond(count * 30);
    expect(await totp.timeStepOf(hotp, secretBase32)).toBe(count);
  });

  const sha1 = rfc.totp.vectors.filter(({ algorithm }) => algorithm === 'SHA1');
  it.each(sha1)('RFC 6238: at $utc it is $totp6', async ({ timeSec, totp6 }) => {
    atSecond(timeSec);
    expect(await totp.timeStepOf(totp6, secretBase32)).toBe(Math.floor(timeSec / 30));
  });

  it('has a time beyond 32 bits among them (ASVS 1.4.2)', () => {
    expect(Math.max(...sha1.map(({ timeSec }) => timeSec))).toBe(20_000_000_000);
  });
});

it('accepts one step before and one after the present, at every second of it, and no other (ASVS 6.5.5)', async () => {
  const secret = totp.generateSecret();
  // Large steps, so that no two of the nine codes near the present are alike by chance for this secret, see below.
  const second = fc.integer({ min: 3_000_000, max: 4_000_000_000 });
  await fc.assert(
    fc.asyncProperty(second, fc.integer({ min: -4, max: 4 }), async (now, steps) => {
      const step = Math.floor(now / 30);
      const codes = await Promise.all([-1, 0, 1].map((near) => generate({ secret, epoch: now + near * 30 })));
      const code = await generate({ secret, epoch: now + steps * 30 });
      fc.pre(Math.abs(steps) <= 1 || !codes.includes(code));
      fc.pre(new Set(codes).size === 3);
      atSecond(now);
      expect(await totp.timeStepOf(code, secret)).toBe(Math.abs(steps) <= 1 ? step + steps : undefined);
    }),
    { numRuns: 300 },
  );
});

it('makes secrets of 160 bits, never the same (ASVS 6.5.3)', () => {
  const secrets = Array.from({ length: 100 }, () => totp.generateSecret());
  secrets.forEach((secret) => expect(secret).toMatch(/^[A-Z2-7]{32}$/));
  expect(new Set(secrets).size).toBe(100);
});

describe('the key URI', () => {
  it.each([
    ['Twofold', 'alice@example.com', 'otpauth://totp/Twofold:alice%40example.com'],
    [
      'Two fold & Söhne?',
      'a+b@example.com',
      'otpauth://totp/Two%20fold%20%26%20S%C3%B6hne%3F:a%2Bb%40example.com',
    ],
    ['Twofold', 'a/b?c#d&e%f@example.com', 'otpauth://totp/Twofold:a%2Fb%3Fc%23d%26e%25f%40example.com'],
  ])('of %s and %s is well-formed (ASVS 1.2.2)', (appName, email, start) => {
    const named = new TotpService(
      new Clock(),
      testEnvironment({ TWO_FACTOR_AUTHENTICATION_APP_NAME: appName }),
    );
    const uri = named.otpauthUrl('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', email);
    expect(uri.split('?')[0]).toBe(start);
    const { searchParams } = new URL(uri);
    expect(searchParams.get('secret')).toBe('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
    expect(searchParams.get('issuer')).toBe(appName);
    // Google Authenticator shows a plus sign for a space that is encoded so.
    expect(uri).not.toContain('+');
  });

  it('names algorithm, digits and period only as apps assume them', () => {
    const { searchParams } = new URL(totp.otpauthUrl('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 'a@example.com'));
    expect([undefined, 'SHA1']).toContain(searchParams.get('algorithm') ?? undefined);
    expect([undefined, '6']).toContain(searchParams.get('digits') ?? undefined);
    expect([undefined, '30']).toContain(searchParams.get('period') ?? undefined);
  });
});
