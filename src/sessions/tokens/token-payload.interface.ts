/** The claims of an access JWT (RFC 7519; `amr` as in RFC 8176). Nothing in it names a person. */
export interface TokenPayload {
  /** User id. */
  sub: string;
  /** Session id. */
  sid: string;
  /** Of the refresh token that it came with; a token of 0.1.0 has none. */
  rotation?: number;
  isSecondFactorAuthenticated: boolean;
  amr: string[];
  /** Seconds since 1970, as `exp`. */
  iat: number;
  exp: number;
  iss: string;
  aud: string;
}

/** Whether what a signature covers has the shape that this server signs. */
export function isTokenPayload(payload: unknown): payload is TokenPayload {
  const { sub, sid, iat, exp } = (payload ?? {}) as Partial<TokenPayload>;
  return isUuid(sub) && isUuid(sid) && Number.isInteger(iat) && Number.isInteger(exp);
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(value);
}
