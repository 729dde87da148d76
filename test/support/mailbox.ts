import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PasswordResetRequests } from '../../src/account/password-reset-requests.service.js';
import { MailWorker } from '../../src/mail/mail.worker.js';
import type { TestApp } from './test-app.js';

export interface ReceivedMail {
  /** What kind of mail it is: a part of the file's name. */
  template: string;
  to: string;
  subject: string;
  /** The part in plain text. */
  text: string;
  /** The whole message. */
  source: string;
  /** Of its first link; '' without one. */
  token: string;
  /** Of each link, by the path of its page. */
  tokens: Record<string, string>;
}

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
      .map(async (name) => parse(name, await readFile(join(directory, name), 'utf8')));
    return Promise.all(mails);
  }
}

function parse(name: string, source: string): ReceivedMail {
  const text = /\r\n\r\n.*?\r\n\r\n(.*?)\r\n--/s.exec(source)?.[1]?.replaceAll('\r\n', '\n') ?? '';
  return {
    template: /Z-(.+)-[0-9a-f]{8}\.eml$/.exec(name)?.[1] ?? '',
    to: header(source, 'To'),
    subject: header(source, 'Subject'),
    text,
    source,
    token: /#token=([\w-]+)/.exec(text)?.[1] ?? '',
    tokens: Object.fromEntries(
      [...text.matchAll(/^https?:\/\/[^/]+(\/.+)#token=([\w-]+)$/gm)].map(([, path, token]) => [path, token]),
    ),
  };
}

function header(source: string, name: string): string {
  return new RegExp(`^${name}: (.*)\r$`, 'm').exec(source)?.[1] ?? '';
}
