import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { SecretCipher } from '../crypto/secret-cipher.js';
import { afterCommit } from '../database/after-commit.js';
import type { Language } from '../languages/languages.js';
import { Environment } from '../options/environment.js';
import { Mail, mailContext } from './mail.entity.js';
import { type MailBlock, renderMail } from './mail.renderer.js';
import { MailWorker } from './mail.worker.js';

/** Seconds in which a mail can still be sent, where nothing in it ends earlier. */
const DEFAULT_LIFETIME = 3 * 86_400;

/** Mails of one kind to one address in an hour; against floods of what strangers can cause (OWASP Forgot Password). */
const MAX_PER_HOUR = 5;
const HOUR = 3600;

export interface NewMail {
  to: string;
  /** Of the person who gets it; null where none is known. */
  language: Language | null;
  template: string;
  subject: string;
  body: MailBlock[];
  /** Seconds. */
  lifetime?: number;
}

/** A mail that stands for several of a kind. */
export interface FoldedMail extends Pick<NewMail, 'to' | 'language' | 'template'> {
  /** Called again for each further one; `since` is when the first one was. */
  compose: (count: number, since: Date) => Pick<NewMail, 'subject' | 'body'>;
}

/** One that waits and that no worker has taken; a worker that comes now steps over it. */
const countIn = `
  UPDATE mails SET occurrences = occurrences + 1
  WHERE attempts = 0 AND id = (
    SELECT id FROM mails WHERE recipient = $1 AND template = $2 AND attempts = 0 AND content IS NOT NULL
    ORDER BY created_at DESC LIMIT 1 FOR UPDATE)
  RETURNING id, occurrences, created_at AS since`;

interface WaitingMail {
  id: string;
  occurrences: number;
  since: Date;
}

/**
 * Where mails are caused: each is a row that is written in the transaction that causes it, and sent after that commits.
 * So there is never a mail of what did not happen, nor a change whose mail was lost, and no request waits for a mail
 * server.
 */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly worker: MailWorker,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** @param delay seconds before it is sent. */
  async enqueue(
    manager: EntityManager,
    { to, language, template, subject, body, lifetime = DEFAULT_LIFETIME }: NewMail,
    delay = 0,
  ): Promise<void> {
    const id = randomUUID();
    await manager.insert(Mail, {
      id,
      recipient: to,
      template,
      subject,
      content: this.seal(id, subject, body, language),
      createdAt: this.clock.now(),
      nextAttemptAt: this.clock.inSeconds(delay),
      expiresAt: this.clock.inSeconds(delay + lifetime),
      sentAt: null,
    });
    afterCommit(manager, this, () => this.worker.runNow());
  }

  /**
   * Whether this address got, or will get, as many mails of the kind within the hour as it may. Until the transaction ends
   * nobody else is told, so several at once do not pass the limit together.
   */
  async isFull(manager: EntityManager, template: string, to: string): Promise<boolean> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`mails ${template} ${to}`]);
    const createdAt = MoreThan(this.clock.inSeconds(-HOUR));
    return (await manager.countBy(Mail, { recipient: to, template, createdAt })) >= MAX_PER_HOUR;
  }

  /** What {@link isFull} keeps back: one mail, an hour after the first, says how many there were. */
  async fold(manager: EntityManager, { to, language, template, compose }: FoldedMail): Promise<void> {
    const [[waiting]] = await manager.query<[WaitingMail[], number]>(countIn, [to, template]);
    if (!waiting) {
      await this.enqueue(manager, { ...compose(1, this.clock.now()), to, language, template }, HOUR);
      return;
    }
    const { id, occurrences, since } = waiting;
    const { subject, body } = compose(occurrences, since);
    await manager.update(Mail, { id }, { subject, content: this.seal(id, subject, body, language) });
  }

  private seal(id: string, subject: string, body: MailBlock[], language: Language | null): string {
    const { brand } = this.environment;
    return this.cipher.encrypt(
      JSON.stringify(renderMail(subject, body, { language, frame: brand })),
      mailContext(id),
    );
  }
}
