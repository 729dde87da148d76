import type { SendMailOptions } from 'nodemailer';
import type { MailBodies } from './mail.renderer.js';

/** A mail on its way out. */
export interface OutgoingMail extends MailBodies {
  /** Stable over several attempts, so what arrives twice is known by its Message-ID. */
  id: string;
  to: string;
  template: string;
  subject: string;
  createdAt: Date;
}

/** The way mails leave: SMTP, or files. */
export abstract class MailTransport {
  /** @throws whatever went wrong; the mail is tried again. */
  abstract send(mail: OutgoingMail, signal: AbortSignal): Promise<void>;
}

/** For nodemailer; addresses as fields, so none of them can write headers. */
export function toMessage(mail: OutgoingMail, from: string, domain: string): SendMailOptions {
  return {
    from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    date: mail.createdAt,
    messageId: `<${mail.id}@${domain}>`,
    // RFC 3834 section 5: no out-of-office answers to this.
    headers: { 'Auto-Submitted': 'auto-generated' },
    alternatives: [textPart(mail.text), { contentType: 'text/html; charset=utf-8', content: mail.html }],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Nodemailer would encode a text with a line over 76 characters, and a link with a token is one: `=3D` and soft breaks
 * in it then keep people from copying it out of an `.eml` file. SMTP takes lines of 998 (RFC 5321 section 4.5.3.1.6).
 */
function textPart(text: string): NonNullable<SendMailOptions['alternatives']>[number] {
  if (!/^[\x20-\x7e\n]*$/.test(text) || /.{990}/.test(text)) {
    return { contentType: 'text/plain; charset=utf-8', content: text };
  }
  const head = 'Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n';
  return { raw: head + text.replaceAll('\n', '\r\n') };
}
