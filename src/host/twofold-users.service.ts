import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { type Client, operatorClient } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith } from '../errors/violation.js';
import { MailedLinksService } from '../mailed-links/mailed-links.service.js';
import { NewPasswordHasher } from '../passwords/new-password.hasher.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { canonicalEmailAddress, isEmailAddress } from '../users/email-address.js';
import { type UserHook, UserHooks } from '../users/user-hooks.js';
import { User } from '../users/user.entity.js';

export interface NewAccount {
  email: string;
  password: string;
  /** Whether the application knows that the address is its owner's; else a link to confirm it is mailed. */
  isEmailVerified?: boolean;
}

/** The accounts, for the application around Twofold. */
@Injectable()
export class TwofoldUsers {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly accounts: AccountsService,
    private readonly newPasswords: NewPasswordHasher,
    private readonly mails: MailedLinksService,
    private readonly securityEvents: SecurityEventsService,
    private readonly hooks: UserHooks,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<User | null> {
    return isUUID(id) ? this.dataSource.getRepository(User).findOneBy({ id }) : null;
  }

  /** @param address in any spelling. */
  findByEmail(address: string): Promise<User | null> {
    return this.dataSource.getRepository(User).findOneBy({ email: canonicalEmailAddress(address) });
  }

  /**
   * Makes an account without a session, as for an import or an administrator.
   *
   * @throws ValidationFailedException for no e-mail address, or a password that the policy refuses; EmailTakenException
   */
  async create(
    { email: address, password, isEmailVerified = false }: NewAccount,
    client: Client = operatorClient(),
  ): Promise<User> {
    const id = randomUUID();
    const email = canonicalEmailAddress(address);
    if (!isEmailAddress(email)) {
      throw new ValidationFailedException([
        problemWith('email', 'not-an-email-address', 'must be an e-mail address.'),
      ]);
    }
    const passwordHash = await this.newPasswords.hash({ id, email, password }, client.ip);
    const emailVerifiedAt = isEmailVerified ? this.clock.now() : null;
    return this.dataSource.transaction(async (manager) => {
      const tx = await this.accounts.create(manager, { id, email, passwordHash, emailVerifiedAt }, client);
      await this.securityEvents.record(tx, 'user_created');
      if (!isEmailVerified) {
        await this.mails.sendVerification(tx);
      }
      return tx.user;
    });
  }

  /**
   * Has something done in the transaction that makes an account, by whichever way: what the hook throws undoes it. Tables of yours
   * in the same database are reached by `tx.manager.query()`, with their schema's name.
   */
  onCreated(hook: UserHook): void {
    this.hooks.onCreated(hook);
  }

  /** As {@link onCreated}, before the account's row is deleted. */
  onDeleted(hook: UserHook): void {
    this.hooks.onDeleted(hook);
  }
}
