import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { Environment } from '../config/environment.js';
import { JobQueue, maxParallelJobs } from './job-queue.js';

const VERSION = 'v1';
const MAX_WAITING = 64;
const SECONDS_AT_COST_12 = 0.21;

/** Look-up secrets have 60 random bits, so the lowest cost that ASVS v5.0.0-11.4.2 accepts is plenty for them. */
const LOOKUP_SECRET_COST = 10;

/**
 * Hashes passwords as `v1.<pepper kid>.<bcrypt(base64(HMAC-SHA-384(pepper, NFC(password))))>` (OWASP Password
 * Storage Cheat Sheet). bcrypt alone would cut the password at 72 bytes; 64 base64 characters fit. The pepper is
 * not in the database, so a stolen table alone cannot be attacked.
 *
 * Every method may throw ServiceUnavailableException when too many hashes are waiting already.
 */
@Injectable()
export class PasswordHasher {
  private readonly logger = new Logger(PasswordHasher.name);
  readonly queue: JobQueue;
  private readonly cores: JobQueue;
  private readonly peppers: ReadonlyMap<string, KeyObject>;
  private readonly primaryKid: string;
  private readonly cost: number;
  private readonly passwordDecoy: Promise<string>;
  private readonly lookupSecretDecoy: Promise<string>;

  constructor(environment: Environment) {
    const { primary, byId } = environment.PASSWORD_PEPPERS;
    this.primaryKid = primary.kid;
    this.peppers = new Map([...byId.values()].map(({ kid, value }) => [kid, createSecretKey(value, 'utf8')]));
    this.cost = environment.BCRYPT_COST;
    const parallel = maxParallelJobs(environment.UV_THREADPOOL_SIZE);
    const seconds = SECONDS_AT_COST_12 * 2 ** (this.cost - 12);
    // For each core one that is hashed and one that gets ready for it or has been, so that no core waits for the database.
    this.queue = new JobQueue(2 * parallel, MAX_WAITING, 2 * seconds);
    this.cores = new JobQueue(parallel, parallel, seconds);
    this.passwordDecoy = this.hash(randomBytes(32).toString('base64'));
    this.lookupSecretDecoy = this.hashLookupSecret(randomBytes(32).toString('base64'));
  }

  /** How many hashes wait for a core. */
  get waiting(): number {
    return this.queue.length + this.cores.length;
  }

  hash(password: string): Promise<string> {
    return this.hashAtCost(password, this.cost);
  }

  /** For random secrets of 60 bits and more, such as backup codes. */
  hashLookupSecret(secret: string): Promise<string> {
    return this.hashAtCost(secret, Math.min(LOOKUP_SECRET_COST, this.cost));
  }

  /**
   * Without a hash (an unknown account) it takes the same time as with one, and the answer is false.
   *
   * @param around runs the check when its turn has come, with what must happen right before and after it.
   */
  async verify(
    password: string,
    hash: string | undefined,
    around: (check: () => Promise<boolean>) => Promise<boolean> = (check) => check(),
  ): Promise<boolean> {
    return this.compare(password, hash ?? (await this.passwordDecoy), (check) =>
      around(async () => (await check()) && hash !== undefined),
    );
  }

  /** As {@link verify}, for what {@link hashLookupSecret} made. */
  async verifyLookupSecret(secret: string, hash: string | undefined): Promise<boolean> {
    return (await this.compare(secret, hash ?? (await this.lookupSecretDecoy))) && hash !== undefined;
  }

  /** What every hash of today's pepper starts with. */
  get prefix(): string {
    return `${VERSION}.${this.primaryKid}.`;
  }

  /** Whether a hash was made with another pepper or cost than today's, and should be made anew. */
  isOutdated(hash: string): boolean {
    const { kid, digest } = parse(hash);
    return kid !== this.primaryKid || bcrypt.getRounds(digest) !== this.cost;
  }

  private compare(
    password: string,
    hash: string,
    around: (check: () => Promise<boolean>) => Promise<boolean> = (check) => check(),
  ): Promise<boolean> {
    const { kid, digest } = parse(hash);
    const pepper = this.peppers.get(kid);
    if (!pepper) {
      this.logger.error('crypt_pepper_missing', { kid });
    }
    const prehashed = prehash(password, pepper ?? this.primaryPepper);
    return this.queue.run(() =>
      around(async () => {
        const isRight = await this.cores.run(() => bcrypt.compare(prehashed, digest));
        return isRight && pepper !== undefined;
      }),
    );
  }

  private async hashAtCost(password: string, cost: number): Promise<string> {
    const prehashed = prehash(password, this.primaryPepper);
    const digest = await this.queue.run(() => this.cores.run(() => bcrypt.hash(prehashed, cost)));
    return [VERSION, this.primaryKid, digest].join('.');
  }

  private get primaryPepper(): KeyObject {
    return this.peppers.get(this.primaryKid) as KeyObject;
  }
}

function prehash(password: string, pepper: KeyObject): string {
  return createHmac('sha384', pepper).update(password.normalize('NFC')).digest('base64');
}

/** bcrypt's own alphabet has dots, so only the first two separate. */
function parse(hash: string): { kid: string; digest: string } {
  const [, kid = '', ...digest] = hash.split('.');
  return { kid, digest: digest.join('.') };
}
