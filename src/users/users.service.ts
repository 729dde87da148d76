import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { isUniqueViolation } from '../errors/database-errors.js';
import { EmailTakenException } from './email-taken.exception.js';
import { UserChanges } from './user-changes.js';
import { User } from './user.entity.js';

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
  async create(
    manager: EntityManager,
    {
      id,
      email,
      passwordHash,
      emailVerifiedAt,
    }: Pick<User, 'id' | 'email' | 'passwordHash' | 'emailVerifiedAt'>,
  ): Promise<User> {
    const user = this.users.create({ id, email, passwordHash, emailVerifiedAt, disabledAt: null });
    user.isMarkedAsTwoFactor = false;
    user.isTwoFactorAuthenticationEnabled = false;
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

  /**
   * Locks the user's row until the transaction ends, if the account is still as it was when its credentials were
   * checked. Whatever uses a credential and whatever changes one lock this row first, so neither overtakes the other.
   *
   * @returns whether the account is unchanged.
   */
  async lockUnchanged(manager: EntityManager, user: User | UserWithPassword): Promise<boolean> {
    const { id, isMarkedAsTwoFactor, passwordHash } = user;
    const locked = await manager.findOne(User, {
      select: { id: true },
      where: {
        id,
        isMarkedAsTwoFactor,
        disabledAt: IsNull(),
        ...(passwordHash && { passwordHash }),
      },
      lock: { mode: 'for_no_key_update' },
    });
    return locked !== null;
  }

  /** @returns whether the account was never logged in to before. */
  async noteFirstLogIn(manager: EntityManager, userId: string): Promise<boolean> {
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

  async setPasswordHash(manager: EntityManager, userId: string, passwordHash: string): Promise<void> {
    await manager.update(User, { id: userId }, { passwordHash });
  }

  /** @throws EmailTakenException when somebody else has it by now: the unique index decides. */
  async setVerifiedEmail(manager: EntityManager, userId: string, email: string): Promise<void> {
    try {
      await manager.update(User, { id: userId }, { email, emailVerifiedAt: this.clock.now() });
      await this.userChanges.announce(manager, userId);
    } catch (error) {
      throw isUniqueViolation(error) ? new EmailTakenException() : error;
    }
  }

  /**
   * Locks the row of the account, whatever state it is in, until the transaction ends. A transaction on several rows of an
   * account begins with this: its deletion does, too, so the two wait for each other and not both ways.
   *
   * @returns whether there is such an account, still.
   */
  async lock(manager: EntityManager, id: string): Promise<boolean> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await manager.findOne(User, { select: { id: true }, where: { id }, lock })) !== null;
  }

  /** As {@link lock}. */
  async lockByEmail(manager: EntityManager, email: string): Promise<User | null> {
    return manager.findOne(User, { where: { email }, lock: { mode: 'for_no_key_update' } });
  }

  async setDisabled(manager: EntityManager, userId: string, isDisabled: boolean): Promise<void> {
    await manager.update(User, { id: userId }, { disabledAt: isDisabled ? this.clock.now() : null });
    await this.userChanges.announce(manager, userId);
  }

  /** With all that hangs on it. */
  async delete(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(User, { id: userId });
    await this.userChanges.announce(manager, userId);
  }

  async setTwoFactorAuthentication(
    manager: EntityManager,
    userId: string,
    isEnabled: boolean,
  ): Promise<void> {
    await manager.update(User, { id: userId }, { isMarkedAsTwoFactor: isEnabled });
    await this.userChanges.announce(manager, userId);
  }
}
