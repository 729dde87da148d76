import { createHmac } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import type { Browser } from './browser.js';
import { testKeys } from './test-environment.js';

const oldKey = testKeys.JWT_ACCESS_TOKEN_SECRET.slice('k1:'.length);

export interface Claims {
  sub: string;
  sid: string;
  rotation: number;
  isSecondFactorAuthenticated: boolean;
  amr: string[];
  iat: number;
  exp: number;
  iss: string;
  aud: string;
}

/** What the browser's access token says. */
export function claimsOf(browser: Browser): Claims {
  return jsonwebtoken.decode(browser.cookies.get('Authentication') ?? '') as unknown as Claims;
}

/**
 * A token that differs from one of ours in `claims` and `header` only; the key is right unless said otherwise. By hand,
 * since `jsonwebtoken` refuses to make most of what is tried.
 */
export function forge(
  claims: object,
  header: { alg?: string } & Record<string, unknown> = {},
  key = oldKey,
): string {
  const { alg = 'HS256', ...others } = header;
  const parts = [{ alg, typ: 'at+jwt', kid: 'k1', ...others }, claims];
  const content = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const hash = { HS384: 'sha384', HS512: 'sha512' }[alg] ?? 'sha256';
  return `${content}.${createHmac(hash, key).update(content).digest('base64url')}`;
}
