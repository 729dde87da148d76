import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, MoreThan, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { isUniqueViolation } from '../errors/database-errors.js';
import type { AccountTransaction } from './account-transaction.js';
import { EmailTakenException } from './email-taken.exception.js';
import { UserChanges } from './user-changes.js';
import { UserHooks } from './user-hooks.js';
import { User } from './user.entity.js';

const addGroup = `
  UPDATE users SET groups = ARRAY(SELECT unnest(groups || $2::text) ORDER BY 1)
  WHERE id = $1 AND $2 <> ALL (groups)`;

const removeGroup = `
  UPDATE users SET groups = array_remove(groups, $2)
  WHERE id = $1 AND $2 = ANY (groups)`;

export type NewUser = Pick<User, 'id' | 'email' | 'passwordHash' | 'emailVerifiedAt' | 'language'>;

/** A user with the hash that its row is locked under while a credential is used or changed. */
export type UserWithPassword = User & Required<Pick<User, 'passwordHash'>>;

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly userChanges: UserChanges,
    private readonly hooks: UserHooks,
    private readonly clock: Clock,
  ) {}

  /** @throws EmailTakenException also when two requests race for one address: the unique index decides. */
  async insert(
    manager: EntityManager,
    { id, email, passwordHash, emailVerifiedAt, language }: NewUser,
  ): Promise<User> {
    const user = this.users.create({ id, email, passwordHash, emailVerifiedAt, language, disabledAt: null });
    user.isMarkedAsTwoFactor = false;
    user.isTwoFactorAuthenticationEnabled = false;
    user.isPasswordLogInEnabled = true;
    user.groups = [];
    user.twoFactorRequiredSince = null;
    user.createdAt = this.clock.now();
    try {
      await manager.insert(User, user);
    } catch (error) {
      throw isUniqueViolation(error) ? new EmailTakenException() : error;
    }
    return user;
  }

  /** Whose address it is; nobody's, if nothing. */
  findOwner(manager: EntityManager, email: string): Promise<Pick<User, 'language'> | null> {
    return manager.findOne(User, { select: { id: true, language: true }, where: { email } });
  }

  /** In the order of their addresses, from the one after `cursor` on. */
  list(limit: number, cursor: string): Promise<User[]> {
    return this.users.find({ where: { email: MoreThan(cursor) }, order: { email: 'ASC' }, take: limit });
  }

  findByEmail(email: string): Promise<UserWithPassword | null> {
    return this.users.createQueryBuilder('user').addSelect('user.passwordHash').where({ email }).getOne();
  }

  findById(id: string): Promise<UserWithPassword | null> {
    return this.users.createQueryBuilder('user').addSelect('user.passwordHash').where({ id }).getOne();
  }

  /** @returns whether the account was never logged in to before. */
  async noteFirstLogIn({ manager, userId }: AccountTransaction): Promise<boolean> {
    const criteria = { id: userId, firstLoggedInAt: IsNull() };
    const { affected } = await manager.update(User, criteria, { firstLoggedInAt: this.clock.now() });
    return affected === 1;
  }

  /** For the mails to come, of who has just shown that the account is theirs. */
  async noteLanguage({ manager, userId, user, client }: AccountTransaction): Promise<void> {
    const { language } = client;
    if (language && language !== user.language) {
      await manager.update(User, { id: userId }, { language });
    }
  }

  /** Changes the hash if it is still the one that was checked; another change in between wins. */
  async replacePasswordHash(
    manager: EntityManager,
    user: UserWithPassword,
    passwordHash: string,
  ): Promise<boolean> {
    const criteria = { id: user.id, passwordHash: user.passwordHash };
    const { affected } = await manager.update(User, criteria, { passwordHash });
    return affected === 1;
  }

  async setPasswordHash({ manager, userId }: AccountTransaction, passwordHash: string): Promise<void> {
    await manager.update(User, { id: userId }, { passwordHash });
  }

  /** @throws EmailTakenException when somebody else has it by now: the unique index decides. */
  async setVerifiedEmail({ manager, userId }: AccountTransaction, email: string): Promise<void> {
    try {
      await manager.update(User, { id: userId }, { email, emailVerifiedAt: this.clock.now() });
      await this.userChanges.announce(manager, userId);
    } catch (error) {
      throw isUniqueViolation(error) ? new EmailTakenException() : error;
    }
  }

  async setDisabled({ manager, userId }: AccountTransaction, isDisabled: boolean): Promise<void> {
    await manager.update(User, { id: userId }, { disabledAt: isDisabled ? this.clock.now() : null });
    await this.userChanges.announce(manager, userId);
  }

  /** Which nobody changes until the end of the transaction. */
  async groupsOf({ manager, userId }: AccountTransaction): Promise<string[]> {
    const { groups } = await manager.findOneOrFail(User, { select: { groups: true }, where: { id: userId } });
    return groups;
  }

  /** @returns whether the account was not in it before. */
  addGroup(tx: AccountTransaction, group: string): Promise<boolean> {
    return this.changeGroups(tx, addGroup, group);
  }

  /** @returns whether the account was in it before. */
  removeGroup(tx: AccountTransaction, group: string): Promise<boolean> {
    return this.changeGroups(tx, removeGroup, group);
  }

  private async changeGroups(
    { manager, userId }: AccountTransaction,
    sql: string,
    group: string,
  ): Promise<boolean> {
    const [, affected] = await manager.query<[unknown, number]>(sql, [userId, group]);
    await this.userChanges.announce(manager, userId);
    return affected === 1;
  }

  /** With all that hangs on it. */
  async delete(tx: AccountTransaction): Promise<void> {
    const { manager, userId } = tx;
    await this.hooks.runDeleted(tx);
    await manager.delete(User, { id: userId });
    await this.userChanges.announce(manager, userId);
  }

  async setPasswordLogIn({ manager, userId }: AccountTransaction, isEnabled: boolean): Promise<void> {
    await manager.update(User, { id: userId }, { isPasswordLogInEnabled: isEnabled });
    await this.userChanges.announce(manager, userId);
  }

  async setTwoFactorAuthentication(
    { manager, userId }: AccountTransaction,
    isEnabled: boolean,
  ): Promise<void> {
    await manager.update(User, { id: userId }, { isMarkedAsTwoFactor: isEnabled });
    await this.userChanges.announce(manager, userId);
  }
}
