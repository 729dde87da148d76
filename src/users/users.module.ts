import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AccountsService } from './accounts.service.js';
import { TwoFactorPolicy } from './two-factor-policy.js';
import { UserChanges } from './user-changes.js';
import { UserChangesListener } from './user-changes.listener.js';
import { UserHooks } from './user-hooks.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [DatabaseModule.forFeature([User])],
  providers: [AccountsService, TwoFactorPolicy, UserChanges, UserChangesListener, UserHooks, UsersService],
  exports: [AccountsService, TwoFactorPolicy, UserChanges, UserChangesListener, UserHooks, UsersService],
})
export class UsersModule {}
