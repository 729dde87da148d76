import { Injectable } from '@nestjs/common';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { UsersService } from '../users/users.service.js';

const PAGE = 500;

export interface ListedAccount {
  id: string;
  email: string;
  createdAt: Date;
  emailVerifiedAt: Date | null;
  disabledAt: Date | null;
  isTwoFactorAuthenticationEnabled: boolean;
  /** As the settings of this process have it. */
  twoFactorDueAt: Date | null;
}

/** All accounts, for the operator. */
@Injectable()
export class AccountListService {
  constructor(
    private readonly users: UsersService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  /** In the order of their addresses; read in pages, so there may be any number. */
  async *all(): AsyncGenerator<ListedAccount> {
    for (let cursor = ''; ;) {
      const page = await this.users.list(PAGE, cursor);
      for (const user of page) {
        const { id, email, createdAt, emailVerifiedAt, disabledAt, isTwoFactorAuthenticationEnabled } = user;
        yield {
          id,
          email,
          createdAt,
          emailVerifiedAt,
          disabledAt,
          isTwoFactorAuthenticationEnabled,
          twoFactorDueAt: this.policy.dueAt(user),
        };
      }
      if (page.length < PAGE) {
        return;
      }
      cursor = page.at(-1)?.email ?? cursor;
    }
  }
}
