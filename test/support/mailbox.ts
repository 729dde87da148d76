import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PasswordResetRequests } from '../../src/account/password-reset-requests.service.js';
import { MailWorker } from '../../src/mail/mail.worker.js';
import { parseMail, type ReceivedMail } from './received-mail.js';
import type { TestApp } from './test-app.js';

/** The `.eml` files of an application without `MAIL_URL`. */
export class Mailbox {
  constructor(private readonly app: TestApp) {}

  /** The mails to an address, after all that is due has been sent. */
  async to(address: string, template?: string): Promise<ReceivedMail[]> {
    await this.settle();
    const mails = await this.read();
    return mails.filter((mail) => mail.to === address && (!template || mail.template === template));
  }

  /** The token of the one mail of a kind that an address got last. */
  async tokenFor(address: string, template: string): Promise<string> {
    const token = (await this.to(address, template)).at(-1)?.token;
    if (!token) {
      throw new Error(`No ${template} mail with a token came to ${address}.`);
    }
    return token;
  }

  /** Waits until what was asked for is sent. */
  async settle(): Promise<void> {
    await this.app.app.get(PasswordResetRequests).idle();
    await this.app.app.get(MailWorker).idle();
  }

  private async read(): Promise<ReceivedMail[]> {
    const directory = join(this.app.dataDirectory, 'mail');
    const names = await readdir(directory).catch(() => []);
    const mails = names
      .toSorted((a, b) => a.localeCompare(b))
      .map(async (name) => parseMail(await readFile(join(directory, name), 'utf8'), name));
    return Promise.all(mails);
  }
}
