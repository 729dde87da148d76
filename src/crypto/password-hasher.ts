import { createHmac, createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { JobQueue, maxParallelJobs } from '../jobs/job-queue.js';
import { Environment } from '../options/environment.js';
import type { KeyRing } from '../options/key-ring.js';

/** What is made now; 0.1.0 made `v1`. */
const VERSION = 'v2';

const MAX_WAITING = 64;
const SECONDS_AT_COST_12 = 0.21;

/** Look-up secrets have 60 random bits, so the lowest cost that ASVS v5.0.0-11.4.2 accepts is plenty for them. */
const LOOKUP_SECRET_COST = 10;

/** bcrypt's own text: the cost, within what `BCRYPT_COST` can be, 22 characters of salt, and 31 of hash. */
const DIGEST = /^\$2[aby]\$(?<cost>0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/;

/** Whose password a hash is. */
export interface PasswordOwner {
  id: string;
  passwordHash: string;
}

/** Whose look-up secret a hash is. */
export interface LookupSecretOwner {
  userId: string;
  hash: string;
}

/**
 * Hashes passwords as `v2.<pepper kid>.<bcrypt(base64(HMAC-SHA-384(HMAC-SHA-384(pepper, user id), NFC(password))))>` (OWASP
 * Password Storage Cheat Sheet). bcrypt alone would cut the password at 72 bytes; 64 base64 characters fit. The pepper is
 * not in the database, so a stolen table alone cannot be attacked; and each user has another one, so a hash that is copied
 * into somebody else's row opens nothing. `v1`, which is still accepted, has the pepper itself as the key. The key of look-up
 * secrets is yet another one, so their hashes are no passwords.
 *
 * Every method may throw ServiceUnavailableException when too many hashes are waiting already.
 */
@Injectable()
export class PasswordHasher {
  private readonly logger = new Logger(PasswordHasher.name);
  readonly queue: JobQueue;
  private readonly cores: JobQueue;
  private readonly ring: KeyRing;
  private readonly peppers: ReadonlyMap<string, KeyObject>;
  private readonly cost: number;
  /** The highest cost of a hash that was met: a check takes the time of that one, whatever hash there is, or none. */
  private highestCost: number;
  private readonly passwordDecoy: Promise<PasswordOwner>;
  private readonly lookupSecretDecoy: Promise<LookupSecretOwner>;

  constructor(environment: Environment) {
    this.ring = environment.PASSWORD_PEPPERS;
    this.peppers = new Map(this.ring.keys.map(({ kid, value }) => [kid, createSecretKey(value, 'utf8')]));
    this.cost = environment.BCRYPT_COST;
    this.highestCost = this.cost;
    const parallel = maxParallelJobs(environment.UV_THREADPOOL_SIZE);
    const seconds = SECONDS_AT_COST_12 * 2 ** (this.cost - 12);
    // For each core one that is hashed and one that gets ready for it or has been, so that no core waits for the database.
    this.queue = new JobQueue(2 * parallel, MAX_WAITING, 2 * seconds);
    this.cores = new JobQueue(parallel, parallel, seconds);
    this.passwordDecoy = this.makePasswordDecoy();
    this.lookupSecretDecoy = this.makeLookupSecretDecoy();
  }

  /** How many hashes wait for a core. */
  get waiting(): number {
    return this.queue.length + this.cores.length;
  }

  /** @param turnKeys as those of {@link inTurn}. */
  hash(password: string, userId: string, turnKeys?: readonly string[]): Promise<string> {
    return this.hashAtCost(password, userId, this.cost, turnKeys);
  }

  /** For random secrets of 60 bits and more, such as backup codes. */
  hashLookupSecret(secret: string, userId: string): Promise<string> {
    return this.hashAtCost(secret, lookupSecretOf(userId), Math.min(LOOKUP_SECRET_COST, this.cost));
  }

  /**
   * Without an owner (an unknown account) it takes the same time as with one, and the answer is false; so it does with an
   * owner whose hash is of another cost.
   */
  verify(password: string, owner: PasswordOwner | null): Promise<boolean> {
    return this.inTurn(() => this.check(password, owner));
  }

  /**
   * Runs work that has a {@link check} in it when its turn has come, with what must happen right before and after it.
   *
   * @param turnKeys the account and the address, which take turns with others in the queue.
   */
  inTurn<T>(work: () => Promise<T>, turnKeys?: readonly string[]): Promise<T> {
    return this.queue.run(work, turnKeys);
  }

  /** As {@link verify}, for who has a turn. */
  async check(password: string, owner: PasswordOwner | null): Promise<boolean> {
    const decoy = await this.passwordDecoy;
    const { id, passwordHash } = owner && costOf(owner.passwordHash) ? owner : decoy;
    const { version, pepper } = this.pepperOf(passwordHash);
    const prehashed = prehash(password, keyOf(pepper.key, version, id));
    const isRight = await this.compare(prehashed, passwordHash);
    return isRight && pepper.isKnown && passwordHash === owner?.passwordHash;
  }

  /** As {@link verify}, for what {@link hashLookupSecret} made. */
  async verifyLookupSecret(secret: string, owner: LookupSecretOwner | null): Promise<boolean> {
    const { userId, hash } = owner ?? (await this.lookupSecretDecoy);
    const { version, pepper } = this.pepperOf(hash);
    const prehashed = prehash(secret, keyOf(pepper.key, version, lookupSecretOf(userId)));
    const isRight = await this.queue.run(() =>
      this.cores.run(() => bcrypt.compare(prehashed, parse(hash).digest)),
    );
    return isRight && pepper.isKnown && owner !== null;
  }

  /** Of today's pepper. */
  get pepperKid(): string {
    return this.ring.primary.kid;
  }

  /** Whether the hash of a password was made in another way, or with another pepper or cost, than today's. */
  isOutdated(hash: string): boolean {
    const { version, kid } = parse(hash);
    return version !== VERSION || kid !== this.pepperKid || costOf(hash) !== this.cost;
  }

  /** Tops the work of a cheaper hash up: 2^c for the hash, and 2^c + 2^(c+1) + … + 2^(n-1) more, are 2^n. */
  private compare(prehashed: string, hash: string): Promise<boolean> {
    const storedCost = costOf(hash) as number;
    this.highestCost = Math.max(this.highestCost, storedCost);
    return this.cores.run(async () => {
      const isRight = await bcrypt.compare(prehashed, parse(hash).digest);
      for (let cost = storedCost; cost < this.highestCost; cost++) {
        await bcrypt.hash(prehashed, cost);
      }
      return isRight;
    });
  }

  private pepperOf(hash: string): { version: string; pepper: { key: KeyObject; isKnown: boolean } } {
    const { version, kid } = parse(hash);
    const key = this.peppers.get(kid);
    if (!key) {
      this.logger.error('crypt_pepper_missing', { kid });
    }
    return {
      version,
      pepper: { key: key ?? (this.peppers.get(this.pepperKid) as KeyObject), isKnown: key !== undefined },
    };
  }

  private async makePasswordDecoy(): Promise<PasswordOwner> {
    const id = randomUUID();
    return { id, passwordHash: await this.hash(randomBytes(32).toString('base64'), id) };
  }

  private async makeLookupSecretDecoy(): Promise<LookupSecretOwner> {
    const userId = randomUUID();
    return { userId, hash: await this.hashLookupSecret(randomBytes(32).toString('base64'), userId) };
  }

  private async hashAtCost(
    secret: string,
    owner: string,
    cost: number,
    turnKeys?: readonly string[],
  ): Promise<string> {
    // Another one may be today's by the time when the hash is there.
    const kid = this.pepperKid;
    const prehashed = prehash(secret, keyOf(this.peppers.get(kid) as KeyObject, VERSION, owner));
    const hash = () => this.cores.run(() => bcrypt.hash(prehashed, cost));
    const digest = await this.queue.run(hash, turnKeys);
    return [VERSION, kid, digest].join('.');
  }
}

function prehash(password: string, key: KeyObject): string {
  return createHmac('sha384', key).update(password.normalize('NFC')).digest('base64');
}

/** @param owner whose secret it is, and which one of his if not the password. */
function keyOf(pepper: KeyObject, version: string, owner: string): KeyObject {
  return version === VERSION ? createSecretKey(createHmac('sha384', pepper).update(owner).digest()) : pepper;
}

function lookupSecretOf(userId: string): string {
  return `${userId} look-up secret`;
}

/** bcrypt's own alphabet has dots, so only the first two separate. */
function parse(hash: string): { version: string; kid: string; digest: string } {
  const [version = '', kid = '', ...digest] = hash.split('.');
  return { version, kid, digest: digest.join('.') };
}

/** Undefined for what is not a hash, which would be compared at once. */
function costOf(hash: string): number | undefined {
  const cost = DIGEST.exec(parse(hash).digest)?.groups?.['cost'];
  return cost === undefined ? undefined : Number(cost);
}
