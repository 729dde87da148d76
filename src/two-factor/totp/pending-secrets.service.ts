import { Injectable } from '@nestjs/common';
import type { Client } from '../../client/client.decorator.js';
import { Clock } from '../../clock/clock.js';
import { DecryptionError, SecretCipher } from '../../crypto/secret-cipher.js';
import { isLater, laterThan } from '../../database/later-than.js';
import type { RateLimit } from '../../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../../rate-limiting/rate-limits.service.js';
import { NotAuthenticatedException } from '../../sessions/session.exceptions.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { AccountsService } from '../../users/accounts.service.js';
import type { User } from '../../users/user.entity.js';
import { NoPendingTwoFactorSecretException, WrongTwoFactorCodeException } from '../two-factor.exceptions.js';
import { ClockDifferencesService } from './clock-differences.service.js';
import { PendingSecret } from './pending-secret.entity.js';
import { totpSecretContext } from './totp-secret.js';
import { TotpService } from './totp.service.js';

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
  WHERE user_id = $1 AND ${isLater('expires_at', '$2')} AND attempts < ${MAX_ATTEMPTS}
  RETURNING id, secret AS "encryptedSecret"`;

const deleteAllButNewest = `
  DELETE FROM pending_secrets WHERE user_id = $1 AND id NOT IN (
    SELECT id FROM pending_secrets WHERE user_id = $1 ORDER BY id DESC LIMIT ${MAX_SECRETS})`;

const gone = () => new NotAuthenticatedException();

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

/** A secret of which a code was right; see {@link PendingSecretsService.consume}. */
export interface ConfirmedSecret {
  id: string;
  /** Base32. */
  secret: string;
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
    private readonly totp: TotpService,
    private readonly clockDifferences: ClockDifferencesService,
    private readonly cipher: SecretCipher,
    private readonly accounts: AccountsService,
    private readonly rateLimits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a secret that waits to be confirmed, beside the last two. The active one stays.
   *
   * @throws TooManyAttemptsException
   */
  async generate(user: User, client: Client): Promise<ShownSecret> {
    await this.rateLimits.charge(perAccount, user.id);
    const secret = this.totp.generateSecret();
    await this.accounts.open(user, client, gone, async ({ manager }) => {
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
  async confirm(userId: string, code: string, client: Client): Promise<ConfirmedSecret> {
    const secrets = await this.charge(userId, client);
    for (const { id, secret } of secrets) {
      const timeStep = await this.totp.timeStepOf(code, secret);
      if (timeStep !== undefined) {
        return { id, secret, timeStep };
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
  async consume(tx: AccountTransaction, { id }: ConfirmedSecret): Promise<void> {
    const { affected } = await tx.manager.delete(PendingSecret, {
      id,
      expiresAt: laterThan(this.clock.now()),
    });
    if (affected !== 1) {
      throw new NoPendingTwoFactorSecretException();
    }
    await this.deleteAll(tx);
  }

  async deleteAll({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.delete(PendingSecret, { userId });
  }

  /** Charges every one that waits, in a transaction of its own, which is undone where none can be read. */
  private charge(userId: string, client: Client): Promise<WaitingSecret[]> {
    return this.accounts.open({ id: userId }, client, gone, async ({ manager }) => {
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
}
