import type { Transporter } from 'nodemailer';
import type { Environment } from '../options/environment.js';
import { MailTransport, type OutgoingMail, toMessage } from './mail.transport.js';

/** Milliseconds; a server that answers nothing for so long is taken for dead. */
const timeouts = {
  dnsTimeout: 5000,
  connectionTimeout: 5000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
};

/**
 * Sends over SMTP to the server of `MAIL_URL`. Certificates are verified, and except to this very machine nothing is
 * sent without TLS (OWASP ASVS v5.0.0-12.3.1). The query of the URL may say otherwise, as in `?requireTLS=false`.
 */
export class SmtpTransport extends MailTransport {
  private transporter: Transporter | undefined;
  private readonly from: string;
  private readonly domain: string;

  constructor(
    private readonly mailUrl: string,
    { MAIL_FROM, PUBLIC_URL }: Environment,
  ) {
    super();
    this.from = MAIL_FROM;
    this.domain = new URL(PUBLIC_URL).hostname;
  }

  async send(mail: OutgoingMail, signal: AbortSignal): Promise<void> {
    const { createTransport } = await import('nodemailer');
    this.transporter ??= createTransport({
      requireTLS: !isLoopback(new URL(this.mailUrl).hostname),
      ...timeouts,
      url: this.mailUrl,
    });
    await this.transporter.sendMail({ ...toMessage(mail, this.from, this.domain), signal });
  }
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}
