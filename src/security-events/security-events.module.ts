import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { MailModule } from '../mail/mail.module.js';
import { OwnerNotifier } from './owner-notifier.service.js';
import { SecurityEvent } from './security-event.entity.js';
import { SecurityEventsService } from './security-events.service.js';

@Module({
  imports: [DatabaseModule.forFeature([SecurityEvent]), MailModule],
  providers: [OwnerNotifier, SecurityEventsService],
  exports: [SecurityEventsService],
})
export class SecurityEventsModule {}
