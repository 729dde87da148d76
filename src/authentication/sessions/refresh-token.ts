import { randomBytes } from 'node:crypto';
import { generateToken, hashToken } from '../../crypto/opaque-token.js';
import type { Session } from './session.entity.js';

const FAMILY_BYTES = 16;
const FAMILY_LENGTH = 22;

export type RefreshTokenColumns = Pick<
  Session,
  'refreshFamilyHash' | 'refreshTokenHash' | 'usedRefreshTokens'
>;

/**
 * A refresh token is 22 characters that all tokens of its session share, the family, and a secret of 256 random bits
 * that changes at each use. The family finds the session; so any earlier token is known for what it is, a used one,
 * without a row for each token there ever was.
 */
export function newRefreshToken(): { token: string; columns: RefreshTokenColumns } {
  const family = randomBytes(FAMILY_BYTES).toString('base64url');
  const token = successorOf(family);
  return {
    token,
    columns: {
      refreshFamilyHash: hashToken(family),
      refreshTokenHash: hashToken(token),
      usedRefreshTokens: [],
    },
  };
}

export function familyOf(token: string): string {
  return token.slice(0, FAMILY_LENGTH);
}

export function successorOf(token: string): string {
  return familyOf(token) + generateToken();
}
