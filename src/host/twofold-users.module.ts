import { Global, Module } from '@nestjs/common';
import { MailedLinksModule } from '../mailed-links/mailed-links.module.js';
import { PasswordsModule } from '../passwords/passwords.module.js';
import { SecurityEventsModule } from '../security-events/security-events.module.js';
import { UsersModule } from '../users/users.module.js';
import { TwofoldUsers } from './twofold-users.service.js';

/** Global, so that your modules need no imports. */
@Global()
@Module({
  imports: [MailedLinksModule, PasswordsModule, SecurityEventsModule, UsersModule],
  providers: [TwofoldUsers],
  exports: [TwofoldUsers],
})
export class TwofoldUsersModule {}
