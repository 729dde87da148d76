import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { ServiceUnavailableException } from '../errors/common.exceptions.js';
import { clientAddress } from '../rate-limiting/client-address.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { type UserWithPassword, UsersService } from '../users/users.service.js';
import { PasswordBudget } from './password-budget.js';
import { WrongCredentialsException } from './wrong-credentials.exception.js';

/** The one place where a password is checked: with its budget, its events, and the renewal of old hashes. */
@Injectable()
export class PasswordVerificationService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly users: UsersService,
    private readonly passwordHasher: PasswordHasher,
    private readonly budget: PasswordBudget,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Checks the password of a log-in.
   *
   * @param findUser is asked once the attempt is charged, so that being turned away takes no other time for a known
   *   address; null for an unknown one, which takes the same time and is limited alike.
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
    // Charged when its turn has come and not before, so that many right passwords at once do not use the budget up.
    const checkInTurn = async () => {
      if (client.hasHungUp) {
        throw new ServiceUnavailableException();
      }
      const isLastAttempt = await this.budget.charge(attempt);
      const user = await findUser();
      const isHashRight = await this.passwordHasher.check(password, user);
      // Where passkeys alone log in, a right password is answered as a wrong one.
      const isRight = isHashRight && user?.isPasswordLogInEnabled === true;
      // Giving it back to a disabled account would tell that the password was right.
      if (isRight && !user?.disabledAt) {
        await this.budget.refund(attempt);
      }
      return { user, isRight, isLastAttempt };
    };
    const turnKeys = [email, clientAddress(client.ip)];
    const { user, isRight, isLastAttempt } = await this.passwordHasher.inTurn(checkInTurn, turnKeys);
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

  /** An address without an account costs the same writes, and is on record, too. */
  private async recordFailure(
    user: UserWithPassword | null,
    client: Client,
    isLastAttempt: boolean,
  ): Promise<void> {
    const occasion = { manager: this.dataSource.manager, userId: user?.id ?? null, client };
    await this.securityEvents.record(occasion, 'authn_login_fail');
    if (isLastAttempt) {
      await this.securityEvents.record(occasion, 'authn_login_lock');
    }
  }
}
