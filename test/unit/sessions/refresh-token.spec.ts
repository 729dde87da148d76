import { expect, it } from 'vitest';
import { hashToken } from '../../../src/crypto/opaque-token.js';
import { familyOf, newRefreshToken, rotationOf, successorOf } from '../../../src/sessions/refresh-token.js';

it('has 256 secret bits behind a family of 128, and stores only hashes (ASVS 7.2.3, 11.5.1)', () => {
  const { token, columns } = newRefreshToken();
  expect(token).toMatch(/^[\w-]{65}\.0$/);
  expect(columns).toEqual({
    refreshFamilyHash: hashToken(token.slice(0, 22)),
    refreshTokenHash: hashToken(token),
    refreshRotation: 0,
    isRotationPresented: true,
    supersededRotations: [],
    usedRefreshTokens: [],
  });
  expect(JSON.stringify(columns)).not.toContain(token.slice(22));
});

it('passes the family on and nothing else', () => {
  const { token } = newRefreshToken();
  const successor = successorOf(token, 1);
  expect(familyOf(successor)).toBe(familyOf(token));
  expect(successor.slice(22)).not.toBe(token.slice(22));
  expect(successorOf(token, 1)).not.toBe(successor);
});

it('makes another family each time', () => {
  const families = Array.from({ length: 1000 }, () => familyOf(newRefreshToken().token));
  expect(new Set(families).size).toBe(1000);
});

it('names its rotation, which a token of 0.1.0 does not', () => {
  const { token } = newRefreshToken();
  expect(rotationOf(token)).toBe(0);
  expect(rotationOf(successorOf(token, 12_345))).toBe(12_345);
  expect(rotationOf(token.slice(0, 65))).toBeUndefined();
  expect(rotationOf(`${token.slice(0, 65)}.!`)).toBeUndefined();
});
