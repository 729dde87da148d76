/** Accounts with two-factor authentication on, and sessions for them, written straight into the database. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import pg from 'pg';
import { Clock } from '../dist/clock/clock.js';
import { parseEnvironment } from '../dist/options/load-environment.js';
import { PasswordHasher } from '../dist/crypto/password-hasher.js';
import { SecretCipher } from '../dist/crypto/secret-cipher.js';
import { AccessTokensService } from '../dist/sessions/tokens/access-tokens.service.js';
import { twofoldEnvironment } from './processes.mjs';

export const PASSWORD = 'correct horse battery staple';
/** Base32, 20 bytes. */
export const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const environment = parseEnvironment(twofoldEnvironment);
const tokens = new AccessTokensService(new JwtService({}), new Clock(), environment);
const cipher = new SecretCipher(environment);
const hasher = new PasswordHasher(environment);
// Bound to no account: for those that log in by other means.
const unusableHash = hasher.hash(PASSWORD, randomUUID());
// One after the other, since the queue of hashes has few places.
let lastHash = unusableHash;
const hash = (text) => createHash('sha256').update(text).digest();

export function encryptedTotpSecret(userId) {
  return cipher.encrypt(TOTP_SECRET, `totp:${userId}`);
}

export class Accounts {
  constructor(databaseUrl) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2, options: '-c search_path=twofold' });
  }

  async create({ isTwoFactorAuthenticationEnabled = true } = {}) {
    const user = { id: randomUUID(), email: `${randomUUID()}@example.com` };
    const passwordHash = isTwoFactorAuthenticationEnabled
      ? unusableHash
      : (lastHash = lastHash.then(() => hasher.hash(PASSWORD, user.id)));
    await this.pool.query(
      `INSERT INTO users (id, email, password_hash, is_two_factor_authentication_enabled, created_at, email_verified_at,
         first_logged_in_at)
       VALUES ($1, $2, $3, $4, now(), now(), now())`,
      [user.id, user.email, await passwordHash, isTwoFactorAuthenticationEnabled],
    );
    if (isTwoFactorAuthenticationEnabled) {
      await this.pool.query(
        `INSERT INTO totp_authenticators (id, user_id, name, secret, created_at) VALUES ($1, $1, 'Authenticator', $2, now())`,
        [user.id, encryptedTotpSecret(user.id)],
      );
      await this.pool.query('INSERT INTO second_factor_budgets (user_id, enabled_at) VALUES ($1, now())', [
        user.id,
      ]);
    }
    return user;
  }

  /** @returns the cookie of a browser that this account was logged in from before. */
  async knownBrowser(user) {
    const token = randomBytes(32).toString('base64url');
    await this.pool.query(
      `INSERT INTO known_browsers (id, user_id, token_hash, created_at, last_used_at) VALUES ($1, $2, $3, now(), now())`,
      [randomUUID(), user.id, hash(token)],
    );
    return { KnownBrowser: token };
  }

  /** @returns the cookies of a new session: those here, and that of a protected host that it has been let in to. */
  async gatedSession(user, host) {
    const id = randomUUID();
    const cookies = await this.session(user, { id });
    return { cookies, gate: await this.gate(id, host) };
  }

  /** @returns the cookies of a new session. */
  async session(user, { id = randomUUID(), isPending = false } = {}) {
    const family = randomBytes(16).toString('base64url');
    const refreshToken = family + randomBytes(32).toString('base64url');
    const session = {
      id,
      userId: user.id,
      isSecondFactorAuthenticated: !isPending,
      amr: isPending ? ['pwd'] : ['pwd', 'otp', 'mfa'],
      expiresAt: new Date(Date.now() + 86_400_000),
    };
    await this.pool.query(
      `INSERT INTO sessions (id, user_id, is_second_factor_authenticated, amr, remember_me, password_verified_at,
         second_factor_verified_at, created_at, last_seen_at, idle_expires_at, expires_at, ip, user_agent,
         refresh_family_hash, refresh_token_hash)
       VALUES ($1, $2, $3, $4, true, now(), now(), now(), now(), $5, $5, '127.0.0.1', 'bench', $6, $7)`,
      [
        session.id,
        user.id,
        session.isSecondFactorAuthenticated,
        session.amr,
        session.expiresAt,
        isPending ? null : hash(family),
        isPending ? null : hash(refreshToken),
      ],
    );
    return { Authentication: tokens.sign(session), ...(!isPending && { Refresh: refreshToken }) };
  }

  async gate(sessionId, host) {
    const token = randomBytes(32).toString('base64url');
    await this.pool.query(
      'INSERT INTO gate_sessions (token_hash, session_id, host, created_at) VALUES ($1, $2, $3, now())',
      [hash(token), sessionId, host],
    );
    return { Gate: token };
  }

  end() {
    return this.pool.end();
  }
}

/** The bytes of a request, for load.mjs. */
export function requestText(method, path, { cookies = {}, body, accept, headers = {} } = {}) {
  const json = body && JSON.stringify(body);
  return [
    `${method} ${path} HTTP/1.1`,
    'Host: bench.example.com',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ...(Object.keys(cookies).length > 0
      ? [
          `Cookie: ${Object.entries(cookies)
            .map(([name, value]) => `__Host-${name}=${value}`)
            .join('; ')}`,
        ]
      : []),
    ...(accept ? [`Accept: ${accept}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(json ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(json)}`] : []),
    '',
    json ?? '',
  ].join('\r\n');
}
