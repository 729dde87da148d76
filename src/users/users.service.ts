import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { isUniqueViolation } from '../errors/database-errors.js';
import type { AccountTransaction } from './account-transaction.js';
import { EmailTakenException } from './email-taken.exception.js';
import { UserChanges } from './user-changes.js';
import { User } from './user.entity.js';

export type NewUser = Pick<User, 'id' | 'email' | 'passwordHash' | 'emailVerifiedAt'>;

/** A user with the hash that its row is locked under while a credential is used or changed. */
export type UserWithPassword = User & Required<Pick<User, 'passwordHash'>>;

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly userChanges: UserChanges,
    private readonly clock: Clock,
  ) {}

  /** @throws EmailTakenException also when two requests race for one address: the unique index decides. */
  async insert(manager: EntityManager, { id, email, passwordHash, emailVerifiedAt }: NewUser): Promise<User> {
    const user = this.users.create({ id, email, passwordHash, emailVerifiedAt, disabledAt: null });
    user.isMarkedAsTwoFactor = false;
    user.isTwoFactorAuthenticationEnabled = false;
    user.isPasswordLogInEnabled = true;
    user.createdAt = this.clock.now();
    try {
      await manager.insert(User, user);
    } catch (error) {
      throw isUniqueViolation(error) ? new EmailTakenException() : error;
    }
    return user;
  }

  isTaken(manager: EntityManager, email: string): Promise<boolean> {
    return manager.existsBy(User, { email });
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

  /** With all that hangs on it. */
  async delete({ manager, userId }: AccountTransaction): Promise<void> {
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
