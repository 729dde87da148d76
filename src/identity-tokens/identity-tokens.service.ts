import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith } from '../errors/violation.js';
import { Environment } from '../options/environment.js';
import type { LiveSession } from '../sessions/live-session.js';
import { provedAt } from '../sessions/session-proofs.js';
import { signWith } from './key-pair.js';
import { SigningKeysService } from './signing-keys.service.js';

/** Seconds. */
const API_TOKEN_LIFETIME = 300;

export interface TokenPurpose {
  /** Whose verifier takes it. */
  audience: string;
  /** Seconds. */
  lifetime: number;
  /** Of a protected host, what let the request pass. */
  rule?: string;
}

/**
 * Says, signed, who somebody is. Others can verify it by the public keys, and nobody but this server can make it; our own routes
 * take none of them, since those ask for a session.
 */
@Injectable()
export class IdentityTokensService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * For a service that `TOKEN_AUDIENCES` names.
   *
   * @throws ValidationFailedException for all others.
   */
  async issue(live: LiveSession, audience: string): Promise<{ token: string; expiresIn: number }> {
    if (!this.environment.TOKEN_AUDIENCES.includes(audience)) {
      throw new ValidationFailedException([
        problemWith('audience', 'malformed', 'must be one of TOKEN_AUDIENCES.'),
      ]);
    }
    const token = await this.sign(live, { audience, lifetime: API_TOKEN_LIFETIME });
    return { token, expiresIn: API_TOKEN_LIFETIME };
  }

  /** Claims as in OpenID Connect Core 1.0 section 2, and `groups`. */
  async sign({ user, session }: LiveSession, { audience, lifetime, rule }: TokenPurpose): Promise<string> {
    const now = seconds(this.clock.now());
    return signWith(await this.keys.current(), {
      iss: this.environment.PUBLIC_URL,
      aud: audience,
      sub: user.id,
      email: user.email,
      email_verified: user.emailVerifiedAt !== null,
      groups: user.groups,
      amr: session.amr,
      auth_time: seconds(provedAt(user, session)),
      ...(rule !== undefined && { rule }),
      iat: now,
      exp: now + lifetime,
    });
  }
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
