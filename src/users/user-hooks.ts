import { Injectable } from '@nestjs/common';
import type { AccountTransaction } from './account-transaction.js';
import type { User } from './user.entity.js';

/** Part of what makes or deletes an account: it commits with it, and what it throws undoes it. */
export type UserHook = (tx: AccountTransaction, user: User) => void | Promise<void>;

/** What others want done where an account comes or goes. */
@Injectable()
export class UserHooks {
  private readonly created: UserHook[] = [];
  private readonly deleted: UserHook[] = [];

  onCreated(hook: UserHook): void {
    this.created.push(hook);
  }

  onDeleted(hook: UserHook): void {
    this.deleted.push(hook);
  }

  async runCreated(tx: AccountTransaction): Promise<void> {
    for (const hook of this.created) {
      await hook(tx, tx.user);
    }
  }

  /** While the account's row is there still, so that what refers to it can go first. */
  async runDeleted(tx: AccountTransaction): Promise<void> {
    for (const hook of this.deleted) {
      await hook(tx, tx.user);
    }
  }
}
