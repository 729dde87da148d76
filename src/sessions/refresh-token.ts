import { randomBytes } from 'node:crypto';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import type { Session } from './session.entity.js';

const FAMILY_BYTES = 16;
const FAMILY_LENGTH = 22;
const RADIX = 36;

export type RefreshTokenColumns = Pick<
  Session,
  | 'refreshFamilyHash'
  | 'refreshTokenHash'
  | 'refreshRotation'
  | 'isRotationPresented'
  | 'supersededRotations'
  | 'usedRefreshTokens'
>;

/**
 * A refresh token is 22 characters that all tokens of its session share, the family; a secret of 256 random bits that
 * changes at each use; and a dot with the number of the rotation that it came with. The family finds the session, so any
 * earlier token is known for what it is, a used one, without a row for each token there ever was.
 */
export function newRefreshToken(): { token: string; columns: RefreshTokenColumns } {
  const family = randomBytes(FAMILY_BYTES).toString('base64url');
  const token = successorOf(family, 0);
  return {
    token,
    columns: {
      refreshFamilyHash: hashToken(family),
      refreshTokenHash: hashToken(token),
      refreshRotation: 0,
      isRotationPresented: true,
      supersededRotations: [],
      usedRefreshTokens: [],
    },
  };
}

export function familyOf(token: string): string {
  return token.slice(0, FAMILY_LENGTH);
}

/** Undefined for a token of 0.1.0, which names none. */
export function rotationOf(token: string): number | undefined {
  const number = Number.parseInt(token.split('.', 2)[1] ?? '', RADIX);
  return Number.isSafeInteger(number) ? number : undefined;
}

export function successorOf(token: string, rotation: number): string {
  return `${familyOf(token)}${generateToken()}.${rotation.toString(RADIX)}`;
}
