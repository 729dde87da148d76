import { Injectable } from '@nestjs/common';
import type { MailedPagePath } from '../http/page-paths.js';
import type { MailMessages } from '../languages/mail-texts.js';
import { Environment } from '../options/environment.js';
import type { MailBlock } from './mail.renderer.js';

/**
 * The links that mails have. They start with `PUBLIC_URL` and never with what a `Host` header says. A token stands in
 * the fragment, which browsers send to nobody: no access log, Referer or link scanner has it (OWASP ASVS
 * v5.0.0-14.2.1). Where a mail gateway drops the fragment, the path still says that there was one.
 */
@Injectable()
export class PageLinks {
  private readonly publicUrl: string;
  private readonly supportUrl: string | undefined;

  constructor({ PUBLIC_URL, SUPPORT_URL }: Environment) {
    this.publicUrl = PUBLIC_URL;
    this.supportUrl = SUPPORT_URL;
  }

  /** For who cannot help themselves; nothing where the operator offers none. */
  help(messages: MailMessages): MailBlock[] {
    return this.supportUrl === undefined ? [] : [{ link: messages.text('get-help'), url: this.supportUrl }];
  }

  /** Where the account lives, as people know it. */
  get site(): string {
    return new URL(this.publicUrl).host;
  }

  get home(): string {
    return `${this.publicUrl}/`;
  }

  /** Without a token: the page that asks for an address to send one to. */
  askForPasswordReset(): string {
    return `${this.publicUrl}/reset-password`;
  }

  /** @param email where it is mailed to: the page tells it the password manager, and the API tells it nobody. */
  resetPassword(token: string, email: string): string {
    return `${this.page('/reset-password/mailed', token)}&email=${encodeURIComponent(email)}`;
  }

  verifyEmail(token: string): string {
    return this.page('/verify-email', token);
  }

  releaseAddress(token: string): string {
    return this.page('/release-address', token);
  }

  /** The page knows an invitation by its name: what it is for, no other token is. */
  signUp(invitation: string): string {
    return `${this.publicUrl}/sign-up#invitation=${invitation}`;
  }

  private page(path: MailedPagePath, token: string): string {
    return `${this.publicUrl}${path}#token=${token}`;
  }
}
