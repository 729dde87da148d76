import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsService } from './accounts.service.js';
import { UserChanges } from './user-changes.js';
import { UserChangesListener } from './user-changes.listener.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([User])],
  providers: [AccountsService, UserChanges, UserChangesListener, UsersService],
  exports: [AccountsService, UserChanges, UserChangesListener, UsersService],
})
export class UsersModule {}
