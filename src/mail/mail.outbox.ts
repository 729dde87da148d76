import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type EntitySubscriberInterface, MoreThan } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { SecretCipher } from '../crypto/secret-cipher.js';
import { Mail } from './mail.entity.js';
import { type MailBlock, renderMail } from './mail.renderer.js';
import { mailContext, MailWorker } from './mail.worker.js';

/** Seconds in which a mail can still be sent, where nothing in it ends earlier. */
const DEFAULT_LIFETIME = 3 * 86_400;

/** Mails of one kind to one address in an hour; against floods of what strangers can cause (OWASP Forgot Password). */
const MAX_PER_HOUR = 5;
const HOUR = 3600;

export interface NewMail {
  to: string;
  template: string;
  subject: string;
  body: MailBlock[];
  /** Seconds. */
  lifetime?: number;
  /** Seconds before it is sent. */
  delay?: number;
}

/**
 * Where mails are caused: each is a row that is written in the transaction that causes it, and sent after that commits.
 * So there is never a mail of what did not happen, nor a change whose mail was lost, and no request waits for a mail
 * server.
 */
@Injectable()
export class MailOutbox implements EntitySubscriberInterface {
  private readonly withMails = new WeakSet<object>();

  constructor(
    @InjectDataSource() dataSource: DataSource,
    private readonly worker: MailWorker,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {
    dataSource.subscribers.push(this);
  }

  async enqueue(
    manager: EntityManager,
    { to, template, subject, body, lifetime = DEFAULT_LIFETIME, delay = 0 }: NewMail,
  ): Promise<void> {
    const id = randomUUID();
    await manager.insert(Mail, {
      id,
      recipient: to,
      template,
      subject,
      content: this.cipher.encrypt(JSON.stringify(renderMail(subject, body)), mailContext(id)),
      createdAt: this.clock.now(),
      nextAttemptAt: this.clock.inSeconds(delay),
      expiresAt: this.clock.inSeconds(delay + lifetime),
      sentAt: null,
    });
    if (manager.queryRunner?.isTransactionActive) {
      this.withMails.add(manager.queryRunner);
    } else {
      this.worker.kick();
    }
  }

  /** Whether this address got, or will get, as many mails of the kind within the hour as it may. */
  async isFull(manager: EntityManager, template: string, to: string): Promise<boolean> {
    return (await this.countOfLastHour(manager, template, to)) >= MAX_PER_HOUR;
  }

  /** Sends one mail in an hour for all that is asked for until then. */
  async enqueueOnce(manager: EntityManager, mail: NewMail): Promise<void> {
    if ((await this.countOfLastHour(manager, mail.template, mail.to)) === 0) {
      await this.enqueue(manager, { ...mail, delay: HOUR });
    }
  }

  /** Who counts is alone with this kind and address until the transaction ends, so that two do not count the same. */
  private async countOfLastHour(manager: EntityManager, template: string, to: string): Promise<number> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${template} ${to}`]);
    const createdAt = MoreThan(this.clock.inSeconds(-HOUR));
    return manager.countBy(Mail, { recipient: to, template, createdAt });
  }

  /** Called by TypeORM. */
  afterTransactionCommit({ queryRunner }: { queryRunner: object }): void {
    if (this.withMails.delete(queryRunner)) {
      this.worker.kick();
    }
  }
}
