import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { NotAuthenticatedException } from '../../sessions/session.exceptions.js';
import { Clock } from '../../clock/clock.js';
import { DecryptionError, SecretCipher } from '../../crypto/secret-cipher.js';
import type { RateLimit } from '../../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../../rate-limiting/rate-limits.service.js';
import type { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { ClockDifferencesService } from './clock-differences.service.js';
import { totpSecretContext } from './totp-secret.js';
import { TotpService } from './totp.service.js';
import { NoPendingTwoFactorSecretException, WrongTwoFactorCodeException } from '../two-factor.exceptions.js';
import { PendingSecret } from './pending-secret.entity.js';

/** Seconds. */
const LIFETIME = 600;
/** Of one account: who reloads the page, or asks for the same as text, may have scanned one of the last before. */
const MAX_SECRETS = 3;
/** Codes that may be tried with one. */
const MAX_ATTEMPTS = 10;

/** Each costs milliseconds of CPU. */
const perAccount: RateLimit = { name: 'qr-code', points: 20, duration: 300 };

const charge = `
  UPDATE pending_secrets SET attempts = attempts + 1
  WHERE user_id = $1 AND expires_at > $2 AND attempts < ${MAX_ATTEMPTS}
  RETURNING id, secret AS "encryptedSecret"`;

const deleteAllButNewest = `
  DELETE FROM pending_secrets WHERE user_id = $1 AND id NOT IN (
    SELECT id FROM pending_secrets WHERE user_id = $1 ORDER BY id DESC LIMIT ${MAX_SECRETS})`;

export interface ShownSecret {
  otpauthUrl: string;
  /** Base32. */
  secret: string;
}

interface WaitingSecret {
  id: string;
  encryptedSecret: string;
  /** Base32. */
  secret: string;
}

/** A secret of which a code was right; it becomes the active one by {@link PendingSecretsService.consume}. */
export interface ConfirmedSecret extends Omit<WaitingSecret, 'secret'> {
  userId: string;
  /** Of the code. */
  timeStep: number;
}

/**
 * The secrets that wait to be confirmed. Their codes are of no use to anybody but who was just shown them, so they have tries
 * of their own, and wrong ones alarm nobody.
 */
@Injectable()
export class PendingSecretsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly totp: TotpService,
    private readonly clockDifferences: ClockDifferencesService,
    private readonly cipher: SecretCipher,
    private readonly users: UsersService,
    private readonly rateLimits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a secret that waits to be confirmed, beside the last two. The active one stays.
   *
   * @throws TooManyAttemptsException
   */
  async generate(user: User): Promise<ShownSecret> {
    await this.rateLimits.charge(perAccount, user.id);
    const secret = this.totp.generateSecret();
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, user.id);
      await manager.insert(PendingSecret, {
        userId: user.id,
        secret: this.cipher.encrypt(secret, totpSecretContext(user.id)),
        expiresAt: this.clock.inSeconds(LIFETIME),
      });
      await manager.query(deleteAllButNewest, [user.id]);
    });
    return { secret, otpauthUrl: this.totp.otpauthUrl(secret, user.email) };
  }

  /**
   * Finds the secret that a code is of.
   *
   * @throws NoPendingTwoFactorSecretException, WrongTwoFactorCodeException
   */
  async confirm(userId: string, code: string): Promise<ConfirmedSecret> {
    const secrets = await this.charge(userId);
    for (const { secret, ...waiting } of secrets) {
      const timeStep = await this.totp.timeStepOf(code, secret);
      if (timeStep !== undefined) {
        return { ...waiting, userId, timeStep };
      }
    }
    // One's own secret: a code to come is no news to who asks.
    throw new WrongTwoFactorCodeException(
      await this.clockDifferences.note(userId, code, ...secrets.map(({ secret }) => secret)),
    );
  }

  /**
   * Takes the secret, and wipes the others.
   *
   * @throws NoPendingTwoFactorSecretException when another request was faster, or it is too old by now.
   */
  async consume(manager: EntityManager, { id, userId }: ConfirmedSecret): Promise<void> {
    const { affected } = await manager.delete(PendingSecret, { id, expiresAt: MoreThan(this.clock.now()) });
    if (affected !== 1) {
      throw new NoPendingTwoFactorSecretException();
    }
    await this.deleteAll(manager, userId);
  }

  async deleteAll(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(PendingSecret, { userId });
  }

  /** Charges every one that waits, in a transaction of its own, which is undone where none can be read. */
  private charge(userId: string): Promise<WaitingSecret[]> {
    return this.dataSource.transaction(async (manager) => {
      await this.lock(manager, userId);
      const [rows] = await manager.query<[Omit<WaitingSecret, 'secret'>[], number]>(charge, [
        userId,
        this.clock.now(),
      ]);
      const readable = rows.flatMap((row) => this.decrypt(userId, row));
      if (readable.length === 0) {
        throw new NoPendingTwoFactorSecretException();
      }
      return readable;
    });
  }

  /** Of a lost key it is as if it had never been shown: a new one is a click away. */
  private decrypt(userId: string, row: Omit<WaitingSecret, 'secret'>): WaitingSecret[] {
    try {
      const secret = this.cipher.decrypt(row.encryptedSecret, totpSecretContext(userId));
      return [{ ...row, secret }];
    } catch (error) {
      if (error instanceof DecryptionError) {
        return [];
      }
      throw error;
    }
  }

  private async lock(manager: EntityManager, userId: string): Promise<void> {
    if (!(await this.users.lock(manager, userId))) {
      throw new NotAuthenticatedException();
    }
  }
}
