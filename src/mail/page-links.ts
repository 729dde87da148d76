import { Injectable } from '@nestjs/common';
import type { MailedPagePath } from '../http/page-paths.js';
import { Environment } from '../options/environment.js';

/**
 * The links that mails have. They start with `PUBLIC_URL` and never with what a `Host` header says. A token stands in
 * the fragment, which browsers send to nobody: no access log, Referer or link scanner has it (OWASP ASVS
 * v5.0.0-14.2.1). Where a mail gateway drops the fragment, the path still says that there was one.
 */
@Injectable()
export class PageLinks {
  private readonly publicUrl: string;

  constructor({ PUBLIC_URL }: Environment) {
    this.publicUrl = PUBLIC_URL;
  }

  /** Where the account lives, as people know it. */
  get site(): string {
    return new URL(this.publicUrl).host;
  }

  get home(): string {
    return `${this.publicUrl}/`;
  }

  /** Without a token: the page that asks for an address to send one to. */
  resetPassword(token?: string): string {
    return token === undefined
      ? `${this.publicUrl}/reset-password`
      : this.page('/reset-password/mailed', token);
  }

  verifyEmail(token: string): string {
    return this.page('/verify-email', token);
  }

  releaseAddress(token: string): string {
    return this.page('/release-address', token);
  }

  private page(path: MailedPagePath, token: string): string {
    return `${this.publicUrl}${path}#token=${token}`;
  }
}
