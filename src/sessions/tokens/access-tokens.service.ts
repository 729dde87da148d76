import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../../clock/clock.js';
import { Environment } from '../../options/environment.js';
import type { KeyRing } from '../../options/key-ring.js';
import type { Session } from '../session.entity.js';
import { isTokenPayload, type TokenPayload } from './token-payload.interface.js';

const ALGORITHM = 'HS256';
/** RFC 9068 section 2.1: an access token cannot be taken for a JWT of another purpose. */
const TYPE = 'at+jwt';

interface VerificationOptions {
  algorithms: [typeof ALGORITHM];
  issuer: string;
  audience: string;
}

/** Signs and checks the access JWTs. Keys are `KeyObject`s made once: with a string each check costs 50 times as much. */
@Injectable()
export class AccessTokensService {
  readonly verificationOptions: VerificationOptions;
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly ring: KeyRing;
  private readonly lifetime: number;

  constructor(
    private readonly jwtService: JwtService,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.ring = environment.JWT_ACCESS_TOKEN_SECRET;
    this.keys = new Map(this.ring.keys.map(({ kid, value }) => [kid, createSecretKey(value, 'utf8')]));
    this.lifetime = environment.JWT_ACCESS_TOKEN_EXPIRATION_TIME;
    this.verificationOptions = {
      algorithms: [ALGORITHM],
      issuer: environment.PUBLIC_URL,
      audience: environment.PUBLIC_URL,
    };
  }

  /** A token for the session, which never outlives it. */
  sign({ id, userId, refreshRotation, isSecondFactorAuthenticated, amr, expiresAt }: Session): string {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const payload: TokenPayload = {
      sub: userId,
      sid: id,
      rotation: refreshRotation,
      isSecondFactorAuthenticated,
      amr,
      iat,
      exp: Math.min(iat + this.lifetime, Math.floor(expiresAt.getTime() / 1000)),
      iss: this.verificationOptions.issuer,
      aud: this.verificationOptions.audience,
    };
    const { kid } = this.ring.primary;
    return this.jwtService.sign(payload, {
      privateKey: this.keys.get(kid),
      header: { alg: ALGORITHM, typ: TYPE, kid },
    });
  }

  /**
   * The key that a token says it is signed with, if its header is one of ours: `jsonwebtoken` itself looks neither
   * at `typ` nor at `crit` (RFC 8725 sections 3.11 and 3.1).
   */
  verificationKey(token: string): KeyObject | undefined {
    const { kid, typ, alg, ...others } = parseHeader(token);
    const isOurs = typ === TYPE && alg === ALGORITHM && Object.keys(others).length === 0;
    return isOurs && typeof kid === 'string' ? this.keys.get(kid) : undefined;
  }

  /** The session of a token that is ours, be it expired: enough to end that session, and for nothing else. */
  sessionIdOf(token: string): string | undefined {
    return this.payloadOf(token)?.sid;
  }

  /** The claims of a token that is ours, be it expired: they say whose it was, and not that anything is allowed. */
  payloadOf(token: string): TokenPayload | undefined {
    const key = this.verificationKey(token);
    if (!key) {
      return undefined;
    }
    try {
      const payload: unknown = this.jwtService.verify(token, {
        ...this.verificationOptions,
        // The types of @nestjs/jwt leave out what jsonwebtoken takes.
        secret: key as unknown as Buffer,
        ignoreExpiration: true,
      });
      return isTokenPayload(payload) ? payload : undefined;
    } catch {
      return undefined;
    }
  }
}

function parseHeader(token: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(
      Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString('utf8'),
    );
    return { ...(header as object) };
  } catch {
    return {};
  }
}
