import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { Environment } from '../options/environment.js';
import { FileTransport } from './file.transport.js';
import { Mail } from './mail.entity.js';
import { MailOutbox } from './mail.outbox.js';
import { MailTransport } from './mail.transport.js';
import { MailWorker } from './mail.worker.js';
import { PageLinks } from './page-links.js';
import { SmtpTransport } from './smtp.transport.js';

@Module({
  imports: [DatabaseModule.forFeature([Mail])],
  providers: [
    MailOutbox,
    MailWorker,
    PageLinks,
    {
      provide: MailTransport,
      inject: [Environment],
      useFactory: (environment: Environment) =>
        environment.MAIL_URL
          ? new SmtpTransport(environment.MAIL_URL, environment)
          : new FileTransport(environment),
    },
  ],
  exports: [MailOutbox, MailWorker, PageLinks],
})
export class MailModule {}
