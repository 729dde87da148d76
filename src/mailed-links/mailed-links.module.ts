import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailModule } from '../mail/mail.module.js';
import { MailedLinksService } from './mailed-links.service.js';
import { OneTimeToken } from './one-time-token.entity.js';
import { OneTimeTokensService } from './one-time-tokens.service.js';
import { RecoveryToken } from './recovery-token.entity.js';
import { RecoveryTokensService } from './recovery-tokens.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([OneTimeToken, RecoveryToken]), MailModule],
  providers: [MailedLinksService, OneTimeTokensService, RecoveryTokensService],
  exports: [MailedLinksService, OneTimeTokensService, RecoveryTokensService],
})
export class MailedLinksModule {}
