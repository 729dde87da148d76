import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { WrongCredentialsException } from '../authentication/authentication.exceptions.js';
import { AuthenticationService } from '../authentication/authentication.service.js';
import type { Client } from '../http/client.decorator.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';

@Injectable()
export class AccountDeletionService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly authentication: AuthenticationService,
    private readonly users: UsersService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Deletes the account and all that hangs on it: the foreign keys cascade.
   *
   * @throws WrongCredentialsException
   */
  async delete({ id }: User, password: string, client: Client): Promise<void> {
    const user = await this.authentication.verifyPassword(await this.users.findById(id), password, client);
    await this.dataSource.transaction(async (manager) => {
      if (!(await this.users.lockUnchanged(manager, user))) {
        throw new WrongCredentialsException();
      }
      await this.securityEvents.recordDeletion(manager, id, client);
      await this.users.delete(manager, id);
    });
  }
}
