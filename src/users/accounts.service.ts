import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { AccountTransaction } from './account-transaction.js';
import { UserHooks } from './user-hooks.js';
import { User } from './user.entity.js';
import { type NewUser, UsersService, type UserWithPassword } from './users.service.js';

const lock = { mode: 'for_no_key_update' } as const;

type Work<T> = (tx: AccountTransaction) => Promise<T>;

/** The only maker of {@link AccountTransaction}. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly users: UsersService,
    private readonly hooks: UserHooks,
  ) {}

  /**
   * Changes an account that is still as it was when its credentials were checked, and not disabled.
   *
   * @throws what `onConflict` makes when it is not.
   */
  change<T>(
    user: User | UserWithPassword,
    client: Client,
    onConflict: () => Error,
    work: Work<T>,
  ): Promise<T> {
    const { id, isMarkedAsTwoFactor, isPasswordLogInEnabled, passwordHash } = user;
    const unchanged = {
      id,
      isMarkedAsTwoFactor,
      isPasswordLogInEnabled,
      disabledAt: IsNull(),
      ...(passwordHash && { passwordHash }),
    };
    return this.dataSource.transaction(async (manager) => {
      const locked = await manager.findOne(User, { select: { id: true }, where: unchanged, lock });
      if (!locked) {
        throw onConflict();
      }
      return work(new AccountTransaction(manager, user, client));
    });
  }

  /**
   * Changes an account whatever state it is in.
   *
   * @throws what `onGone` makes when there is no such account, or not any more.
   */
  open<T>(
    account: Pick<User, 'id'> | Pick<User, 'email'>,
    client: Client,
    onGone: () => Error,
    work: Work<T>,
  ): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const tx = await this.join(manager, account, client);
      if (!tx) {
        throw onGone();
      }
      return work(tx);
    });
  }

  /**
   * As {@link open}, in a transaction that has begun for something else.
   *
   * @returns nothing when there is no such account.
   */
  async join(
    manager: EntityManager,
    account: Pick<User, 'id'> | Pick<User, 'email'>,
    client: Client,
  ): Promise<AccountTransaction | undefined> {
    const where = 'id' in account ? { id: account.id } : { email: account.email };
    const user = await manager.findOne(User, { where, lock });
    return user ? new AccountTransaction(manager, user, client) : undefined;
  }

  /**
   * Makes an account; nobody else sees its row until the end.
   *
   * @throws EmailTakenException also when two requests race for one address: the unique index decides.
   */
  async create(
    manager: EntityManager,
    user: Omit<NewUser, 'language'>,
    client: Client,
  ): Promise<AccountTransaction> {
    const tx = new AccountTransaction(
      manager,
      await this.users.insert(manager, { ...user, language: client.language ?? null }),
      client,
    );
    await this.hooks.runCreated(tx);
    return tx;
  }
}
