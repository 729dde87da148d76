import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Environment } from '../options/environment.js';
import { MailTransport, type OutgoingMail, toMessage } from './mail.transport.js';

/** For trying things out: each mail is an `.eml` file in `DATA_DIR/mail`, which mail programs open, and a log line. */
export class FileTransport extends MailTransport {
  private readonly logger = new Logger('Mail');
  private readonly directory: string;

  constructor(private readonly environment: Environment) {
    super();
    this.directory = join(environment.DATA_DIR, 'mail');
  }

  async send(mail: OutgoingMail): Promise<void> {
    const { MAIL_FROM, PUBLIC_URL } = this.environment;
    const message = toMessage(mail, MAIL_FROM, new URL(PUBLIC_URL).hostname);
    const { createTransport } = await import('nodemailer');
    const transporter = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message: content } = await transporter.sendMail(message);
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const path = join(this.directory, fileName(mail));
    // Written aside first, so that whoever watches the folder never reads half a mail.
    await writeFile(`${path}.part`, content as Buffer, { mode: 0o600 });
    await rename(`${path}.part`, path);
    this.logger.log(`"${mail.subject}" is in ${path}`);
  }
}

/** Sorts by time; the same for each attempt, so a second one leaves no second file. */
function fileName({ id, template, createdAt }: OutgoingMail): string {
  return `${createdAt.toISOString().replaceAll(':', '-')}-${template}-${id.slice(0, 8)}.eml`;
}
