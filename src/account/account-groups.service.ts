import { Injectable } from '@nestjs/common';
import { operatorClient } from '../client/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import { canonicalEmailAddress } from '../users/email-address.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { UsersService } from '../users/users.service.js';
import { NoSuchAccountError } from './account-operations.service.js';

/**
 * The groups that the operator has put an account into. What they mean is for others to say.
 *
 * All methods take an e-mail address in any spelling, and throw NoSuchAccountError.
 */
@Injectable()
export class AccountGroupsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly policy: TwoFactorPolicy,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  list(address: string): Promise<string[]> {
    return this.open(address, ({ user }) => Promise.resolve(user.groups));
  }

  /** @returns whether the account was not in it before. */
  add(address: string, group: string): Promise<boolean> {
    return this.open(address, async (tx) => {
      const isNew = await this.users.addGroup(tx, group);
      if (isNew) {
        await this.securityEvents.record(tx, 'user_group_added');
      }
      return isNew;
    });
  }

  /** @returns whether the account was in it before. */
  remove(address: string, group: string): Promise<boolean> {
    return this.open(address, async (tx) => {
      const wasThere = await this.users.removeGroup(tx, group);
      if (wasThere) {
        await this.policy.clear(tx);
        await this.securityEvents.record(tx, 'user_group_removed');
      }
      return wasThere;
    });
  }

  private open<T>(address: string, work: (tx: AccountTransaction) => Promise<T>): Promise<T> {
    const email = canonicalEmailAddress(address);
    return this.accounts.open({ email }, operatorClient(), () => new NoSuchAccountError(email), work);
  }
}
