import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MailedLinksService } from './mailed-links.service.js';
import { OneTimeToken } from './one-time-token.entity.js';
import { OneTimeTokensService } from './one-time-tokens.service.js';
import { OperatorMailsService } from './operator-mails.service.js';
import { RecoveryToken } from './recovery-token.entity.js';
import { RecoveryTokensService } from './recovery-tokens.service.js';

@Module({
  imports: [DatabaseModule.forFeature([OneTimeToken, RecoveryToken]), MailModule],
  providers: [MailedLinksService, OneTimeTokensService, OperatorMailsService, RecoveryTokensService],
  exports: [MailedLinksService, OneTimeTokensService, OperatorMailsService, RecoveryTokensService],
})
export class MailedLinksModule {}
