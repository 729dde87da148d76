import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { SecretCipher } from '../crypto/secret-cipher.js';
import { BackgroundJob } from '../jobs/background-job.js';
import { Mail, mailContext } from './mail.entity.js';
import type { MailBodies } from './mail.renderer.js';
import { MailTransport } from './mail.transport.js';

/** Seconds between two looks for what is due: retries, and what another process left behind. */
const POLL_INTERVAL = 5;
/** Mails that one process sends at a time. */
const BATCH = 5;
/** Milliseconds that an attempt may take. */
const ATTEMPT_TIMEOUT = 30_000;
/** Seconds after which a mail that was taken and not finished is due again; well over an attempt. */
const LEASE = 60;
/** Seconds. */
const FIRST_WAIT = 10;
const LONGEST_WAIT = 3600;

const claim = `
  UPDATE mails SET attempts = attempts + 1, next_attempt_at = $2
  WHERE id IN (
    SELECT id FROM mails WHERE content IS NOT NULL AND next_attempt_at <= $1 AND expires_at > $1
    ORDER BY next_attempt_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id, recipient, template, subject, content, attempts,
    created_at AS "createdAt", expires_at AS "expiresAt"`;

type ClaimedMail = Mail & { content: string };

/** Seconds before the next attempt after so many failed ones. */
export function mailWaitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
}

/**
 * Sends what is in the outbox. A mail is taken for a time, by one UPDATE that steps over what other processes are
 * taking, and sent outside of any transaction, so a slow mail server holds up no row and no connection. A process that
 * is killed in between loses nothing: the time runs out and the mail is sent again, with the same Message-ID.
 */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly job = new BackgroundJob('mail', () => this.sendDue(), POLL_INTERVAL);

  constructor(
    @InjectRepository(Mail) private readonly mails: Repository<Mail>,
    private readonly transport: MailTransport,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.job.start();
    this.job.runNow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  /** Sends what is due now, without anybody waiting for it. */
  runNow(): void {
    this.job.runNow();
  }

  /** Resolves when all that was due has been tried. */
  idle(): Promise<void> {
    return this.job.idle();
  }

  private async sendDue(): Promise<void> {
    let mails: ClaimedMail[];
    do {
      mails = await this.claim();
      await Promise.all(mails.map((mail) => this.attempt(mail)));
    } while (mails.length === BATCH);
  }

  private async claim(): Promise<ClaimedMail[]> {
    const parameters = [this.clock.now(), this.clock.inSeconds(LEASE)];
    const [mails] = await this.mails.query<[ClaimedMail[], number]>(claim, parameters);
    return mails;
  }

  private async attempt(mail: ClaimedMail): Promise<void> {
    const { id, template, attempts } = mail;
    try {
      await this.send(mail);
    } catch (error) {
      await this.postpone(mail, error as NodeJS.ErrnoException & { responseCode?: number });
      return;
    }
    await this.mails.update({ id }, { sentAt: this.clock.now(), content: null });
    this.logger.debug('mail_sent', { id, template, attempts });
  }

  private async send({ id, recipient, content, ...mail }: ClaimedMail): Promise<void> {
    const bodies = JSON.parse(this.cipher.decrypt(content, mailContext(id))) as MailBodies;
    await this.transport.send(
      { ...mail, ...bodies, id, to: recipient },
      AbortSignal.timeout(ATTEMPT_TIMEOUT),
    );
  }

  private async postpone(
    { id, template, attempts, expiresAt }: ClaimedMail,
    { name, code, responseCode }: NodeJS.ErrnoException & { responseCode?: number },
  ): Promise<void> {
    const nextAttemptAt = this.clock.inSeconds(mailWaitAfter(attempts));
    const isHopeless = nextAttemptAt >= expiresAt;
    // Who took it over, because this attempt outlived its time, decides now.
    const criteria = { id, attempts };
    await this.mails.update(criteria, isHopeless ? { content: null } : { nextAttemptAt });
    // The server's own words are left out: they repeat the address.
    const context = { id, template, attempts, reason: code ?? name, responseCode };
    if (isHopeless) {
      this.logger.error('mail_given_up', context);
    } else {
      this.logger.warn('mail_fail', { ...context, nextAttemptAt });
    }
  }
}
