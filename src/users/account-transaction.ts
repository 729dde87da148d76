import type { EntityManager } from 'typeorm';
import type { Client } from '../client/client.decorator.js';
import type { User } from './user.entity.js';

/**
 * One change to one account. The account's row is locked until the end, and all that is done in it commits together. Whatever
 * uses a credential and whatever changes one happens in one of these, so neither overtakes the other; and who deletes the account
 * waits, so what is written finds it there.
 *
 * Only `AccountsService` makes them: what takes one as a parameter cannot be called without the lock.
 */
export class AccountTransaction {
  /** @param user as it was read before, or with the lock. */
  constructor(
    readonly manager: EntityManager,
    readonly user: User,
    readonly client: Client,
  ) {}

  get userId(): string {
    return this.user.id;
  }
}
