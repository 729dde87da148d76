import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { ServiceUnavailableException } from '../errors/common.exceptions.js';
import type { Client } from '../client/client.decorator.js';
import { clientAddress } from '../rate-limiting/client-address.js';
import { PasswordBudget } from './password-budget.js';
import type { SecurityEventType } from '../security-events/security-event-type.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { type UserWithPassword, UsersService } from '../users/users.service.js';
import { WrongCredentialsException } from './wrong-credentials.exception.js';

const failure: SecurityEventType[] = ['authn_login_fail'];
const failureAndLock: SecurityEventType[] = [...failure, 'authn_login_lock'];

/** The one place where a password is checked: with its budget, its events, and the renewal of old hashes. */
@Injectable()
export class PasswordVerificationService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly passwordHasher: PasswordHasher,
    private readonly budget: PasswordBudget,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Checks the password of a log-in.
   *
   * @param findUser null for an unknown address, which takes the same time and is limited alike. Called after the limits, so
   *   that who is past them learns nothing of the address from the time of the answer.
   * @param ownBudget see {@link PasswordAttempt}.
   * @returns the user as it stands then.
   * @throws WrongCredentialsException, TooManyAttemptsException
   */
  async verify(
    email: string,
    findUser: () => Promise<UserWithPassword | null>,
    password: string,
    client: Client,
    ownBudget?: string,
  ): Promise<UserWithPassword> {
    const attempt = { email, ip: client.ip, ownBudget };
    await this.budget.refuseExhausted(attempt);
    const user = await findUser();
    let isLastAttempt = false;
    // Charged when its turn has come and not before, so that many right passwords at once do not use the budget up.
    const around = async (check: () => Promise<boolean>): Promise<boolean> => {
      if (client.hasHungUp) {
        throw new ServiceUnavailableException();
      }
      isLastAttempt = await this.budget.charge(attempt);
      const isVerified = await check();
      // Giving it back to a disabled account would tell that the password was right.
      if (isVerified && !user?.disabledAt) {
        await this.budget.refund(attempt);
      }
      return isVerified;
    };
    const turnKeys = [email, clientAddress(client.ip)];
    const isRight = await this.passwordHasher.verify(password, user, around, turnKeys);
    if (!user || !isRight || user.disabledAt) {
      await this.recordFailure(user, client, isLastAttempt);
      throw new WrongCredentialsException();
    }
    return this.withCurrentHash(user, password);
  }

  /** Checks the password of who is logged in; the session has a budget of its own. */
  async verifyInSession(
    { id, userId }: { id: string; userId: string },
    password: string,
    client: Client,
  ): Promise<UserWithPassword> {
    const user = await this.users.findById(userId);
    try {
      return await this.verify(user?.email ?? '', () => Promise.resolve(user), password, client, id);
    } catch (error) {
      throw error instanceof WrongCredentialsException
        ? new WrongCredentialsException('The password is wrong.')
        : error;
    }
  }

  private async withCurrentHash(user: UserWithPassword, password: string): Promise<UserWithPassword> {
    if (!this.passwordHasher.isOutdated(user.passwordHash)) {
      return user;
    }
    const passwordHash = await this.passwordHasher.hash(password, user.id);
    if (await this.users.replacePasswordHash(this.dataSource.manager, user, passwordHash)) {
      return { ...user, passwordHash };
    }
    // Another log-in has renewed the hash in the meantime, or the password was changed.
    const current = await this.users.findById(user.id);
    if (!current || !(await this.passwordHasher.verify(password, current))) {
      throw new WrongCredentialsException();
    }
    return current;
  }

  private async recordFailure(
    user: UserWithPassword | null,
    client: Client,
    isLastAttempt: boolean,
  ): Promise<void> {
    const { manager } = this.dataSource;
    for (const type of isLastAttempt ? failureAndLock : failure) {
      await (user
        ? this.securityEvents.record(manager, type, user.id, client)
        : this.securityEvents.recordOfNobody(manager, type, client));
    }
  }
}
