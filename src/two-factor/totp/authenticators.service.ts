import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { Client } from '../../client/client.decorator.js';
import { Clock } from '../../clock/clock.js';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import { NotFoundException } from '../../errors/common.exceptions.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import { NotAuthenticatedException } from '../../sessions/session.exceptions.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { AccountsService } from '../../users/accounts.service.js';
import type { User } from '../../users/user.entity.js';
import { TooManyAuthenticatorsException } from './authenticator.exceptions.js';
import type { ConfirmedSecret } from './pending-secrets.service.js';
import { TotpAuthenticator } from './totp-authenticator.entity.js';
import { authenticatorContext } from './totp-secret.js';

/** Of one account: with each, a guessed code is right more often; see `SecondFactorBudgetsService`. */
export const MAX_AUTHENTICATORS = 3;
const DEFAULT_NAME = 'Authenticator';

const gone = () => new NotAuthenticatedException();

/** The authenticator apps of an account: adds, lists, names and removes them. */
@Injectable()
export class AuthenticatorsService {
  constructor(
    @InjectRepository(TotpAuthenticator) private readonly authenticators: Repository<TotpAuthenticator>,
    private readonly accounts: AccountsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** All of an account, the oldest first. */
  list(userId: string, manager: EntityManager = this.authenticators.manager): Promise<TotpAuthenticator[]> {
    return manager.find(TotpAuthenticator, { where: { userId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Makes the app whose secret was confirmed the only one; its id is the user's. */
  async replaceAll(tx: AccountTransaction, confirmed: ConfirmedSecret, name?: string): Promise<void> {
    await tx.manager.delete(TotpAuthenticator, { userId: tx.userId });
    await this.insert(tx, tx.userId, confirmed, name);
  }

  /** @throws TooManyAuthenticatorsException */
  async add(tx: AccountTransaction, confirmed: ConfirmedSecret, name = DEFAULT_NAME): Promise<void> {
    const present = await this.list(tx.userId, tx.manager);
    if (present.length >= MAX_AUTHENTICATORS) {
      throw new TooManyAuthenticatorsException();
    }
    await this.insert(tx, present.length === 0 ? tx.userId : randomUUID(), confirmed, name);
    await this.securityEvents.record(tx, 'authenticator_added', { authenticatorName: name });
  }

  /** @throws NotFoundException */
  rename(user: User, id: string, name: string, client: Client): Promise<TotpAuthenticator> {
    return this.accounts.change(user, client, gone, async (tx) => {
      const criteria = { id, userId: user.id };
      await tx.manager.update(TotpAuthenticator, criteria, { name });
      const authenticator = await this.findOne(tx, id);
      await this.securityEvents.record(tx, 'authenticator_renamed');
      return authenticator;
    });
  }

  /** @throws NotFoundException */
  async remove(tx: AccountTransaction, id: string): Promise<void> {
    const { name } = await this.findOne(tx, id);
    await tx.manager.delete(TotpAuthenticator, { id, userId: tx.userId });
    await this.securityEvents.record(tx, 'authenticator_removed', { authenticatorName: name });
  }

  private async findOne({ manager, userId }: AccountTransaction, id: string): Promise<TotpAuthenticator> {
    const authenticator = await manager.findOneBy(TotpAuthenticator, { id, userId });
    if (!authenticator) {
      throw new NotFoundException();
    }
    return authenticator;
  }

  private async insert(
    { manager, userId }: AccountTransaction,
    id: string,
    { secret, timeStep }: ConfirmedSecret,
    name = DEFAULT_NAME,
  ): Promise<void> {
    const now = this.clock.now();
    await manager.insert(TotpAuthenticator, {
      id,
      userId,
      name,
      secret: this.cipher.encrypt(secret, authenticatorContext({ id, userId })),
      lastTimeStep: timeStep,
      createdAt: now,
      lastUsedAt: now,
    });
  }
}
