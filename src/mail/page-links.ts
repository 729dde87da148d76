import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';

/**
 * The links that mails have. They start with `PUBLIC_URL` and never with what a `Host` header says. A token stands in
 * the fragment, which browsers send to nobody: no access log, Referer or link scanner has it (OWASP ASVS
 * v5.0.0-14.2.1).
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
    return this.page('/reset-password', token);
  }

  verifyEmail(token: string): string {
    return this.page('/verify-email', token);
  }

  private page(path: string, token?: string): string {
    return `${this.publicUrl}${path}${token === undefined ? '' : `#token=${token}`}`;
  }
}
