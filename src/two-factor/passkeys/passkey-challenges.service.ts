import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { MessageAuthenticator, TAG_LENGTH } from '../../crypto/message-authenticator.js';
import { generateToken, hashToken } from '../../crypto/opaque-token.js';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';

/** A challenge of one kind cannot be answered as one of the other. */
export type ChallengeKind = 'registration' | 'assertion';

/** Who may answer: a session, also a pending one; or, where there is none, the browser with a cookie. */
export interface ChallengeBinding {
  to: keyof typeof LIFETIME;
  id: string;
}

/** Seconds. A log-in page may have to wait longer for somebody than a person who is at it. */
const LIFETIME = { session: 300, browser: 600 };

const RANDOM_LENGTH = 16;
const EXPIRY_LENGTH = 4;
const LENGTH = RANDOM_LENGTH + EXPIRY_LENGTH + TAG_LENGTH;

/**
 * Challenges that cost nothing until they are used: 16 random bytes, 4 of when they expire, 16 of a MAC over both and over who
 * may use them. So any number may be open, strangers cause no writes, and every copy of this server knows them.
 *
 * They are bound to the session of who asks, be it a pending one, or else to a random cookie of the browser.
 */
@Injectable()
export class PasskeyChallengesService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly authenticator: MessageAuthenticator,
    private readonly clock: Clock,
  ) {}

  /** Base64url. */
  issue(kind: ChallengeKind, binding: ChallengeBinding): string {
    const expiry = Buffer.alloc(EXPIRY_LENGTH);
    expiry.writeUInt32BE(Math.floor(this.clock.inSeconds(LIFETIME[binding.to]).getTime() / 1000));
    const stamped = Buffer.concat([Buffer.from(generateToken(RANDOM_LENGTH), 'base64url'), expiry]);
    const tag = this.authenticator.sign(purposeOf(kind), signed(stamped, binding));
    return Buffer.concat([stamped, tag]).toString('base64url');
  }

  /**
   * Uses a challenge up, once and for all, whatever becomes of its answer.
   *
   * @returns whether it is one of this kind and binding, not expired, and was not used before.
   */
  async burn(
    kind: ChallengeKind,
    challenge: string,
    binding: ChallengeBinding | undefined,
  ): Promise<boolean> {
    const bytes = Buffer.from(challenge, 'base64url');
    if (binding === undefined || bytes.length !== LENGTH || bytes.toString('base64url') !== challenge) {
      return false;
    }
    const stamped = bytes.subarray(0, RANDOM_LENGTH + EXPIRY_LENGTH);
    const expiresAt = new Date(stamped.readUInt32BE(RANDOM_LENGTH) * 1000);
    const tag = bytes.subarray(RANDOM_LENGTH + EXPIRY_LENGTH);
    if (!this.authenticator.isSigned(purposeOf(kind), signed(stamped, binding), tag)) {
      return false;
    }
    if (expiresAt <= this.clock.now()) {
      return false;
    }
    const [burnt] = await this.dataSource.query<unknown[]>(
      `INSERT INTO used_passkey_challenges (challenge_hash, expires_at) VALUES ($1, $2)
       ON CONFLICT DO NOTHING RETURNING true`,
      [hashToken(challenge), expiresAt],
    );
    return burnt !== undefined;
  }
}

function purposeOf(kind: ChallengeKind): string {
  return `passkey:${kind}`;
}

function signed(stamped: Buffer, { to, id }: ChallengeBinding): Buffer {
  return Buffer.concat([stamped, Buffer.from(`${to}:${id}`)]);
}
