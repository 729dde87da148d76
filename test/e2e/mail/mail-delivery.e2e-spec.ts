import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClockModule } from '../../../src/clock/clock.module.js';
import { CryptoModule } from '../../../src/crypto/crypto.module.js';
import { DatabaseModule } from '../../../src/database/database.module.js';
import { TwofoldDataSource } from '../../../src/database/twofold.data-source.js';
import { Mail } from '../../../src/mail/mail.entity.js';
import { MailModule } from '../../../src/mail/mail.module.js';
import { MailOutbox } from '../../../src/mail/mail.outbox.js';
import { mailWaitAfter, MailWorker } from '../../../src/mail/mail.worker.js';
import { ConfigModule } from '../../../src/options/config.module.js';
import { parseEnvironment } from '../../../src/options/load-environment.js';
import { MailServer } from '../../support/mail-server.js';
import { testKeys } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestProcess } from '../../support/test-process.js';

const TOKEN = 'a-token-that-nobody-may-read-in-the-table';

const mail = {
  to: 'alice@example.com',
  language: null,
  template: 'reset-password',
  subject: 'Set a new password',
  body: ['Hello', { link: 'Set a new password', url: `http://localhost:3000/reset-password#token=${TOKEN}` }],
};

/** Only what sends mails, so that several processes are cheap to play. */
class MailProcess {
  private constructor(private readonly context: INestApplicationContext) {}

  static async start(variables: Record<string, string>): Promise<MailProcess> {
    @Module({
      imports: [
        ConfigModule.forRoot(parseEnvironment(variables)),
        ClockModule,
        DatabaseModule.forRoot(),
        CryptoModule,
        MailModule,
      ],
    })
    class MailProcessModule {}
    return new MailProcess(await NestFactory.createApplicationContext(MailProcessModule, { logger: false }));
  }

  get worker(): MailWorker {
    return this.context.get(MailWorker);
  }

  get dataSource(): DataSource {
    return this.context.get(TwofoldDataSource);
  }

  get outbox(): MailOutbox {
    return this.context.get(MailOutbox);
  }

  async enqueue(changes: Partial<typeof mail & { lifetime: number }> = {}): Promise<void> {
    await this.dataSource.transaction((manager) => this.outbox.enqueue(manager, { ...mail, ...changes }));
  }

  async sendDue(): Promise<void> {
    this.worker.runNow();
    await this.worker.idle();
  }

  rows(): Promise<Mail[]> {
    return this.dataSource.manager.find(Mail);
  }

  stop(): Promise<void> {
    return this.context.close();
  }
}

describe('the delivery of mails', () => {
  let database: TestDatabase;
  let dataDirectory: string;
  let variables: Record<string, string>;
  let server: MailServer | undefined;
  let sender: MailProcess | undefined;

  beforeAll(async () => {
    freezeClock();
    database = await createTestDatabase();
    dataDirectory = await mkdtemp(join(tmpdir(), 'twofold-mail-'));
    variables = {
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      DATABASE_URL: database.url,
      DATA_DIR: dataDirectory,
      ...testKeys,
    };
  });
  afterAll(async () => {
    await database.drop();
    await rm(dataDirectory, { recursive: true, force: true });
    vi.useRealTimers();
  });
  beforeEach(() => advanceClock(86_400));
  afterEach(async () => {
    await sender?.dataSource.manager.clear(Mail);
    await sender?.stop();
    await server?.stop();
    server = undefined;
    sender = undefined;
  });

  async function start(url: string): Promise<MailProcess> {
    sender = await MailProcess.start({ ...variables, MAIL_URL: url });
    return sender;
  }

  it('sends right after the commit, as text and HTML, and blanks the row (ASVS 11.7.2)', async () => {
    server = await MailServer.start();
    const process = await start(server.url);
    await process.enqueue();
    await process.worker.idle();
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]).toMatch(/^To: alice@example\.com\r$/m);
    expect(server.messages[0]).toContain('Content-Type: multipart/alternative');
    expect(server.messages[0]).toContain(`#token=${TOKEN}\r\n`);
    const [row] = await process.rows();
    expect(row).toMatchObject({ content: null, attempts: 1 });
    expect(row?.sentAt).not.toBeNull();
  });

  it('sends all mails of a transaction, however many', async () => {
    server = await MailServer.start();
    const process = await start(server.url);
    await process.dataSource.transaction(async (manager) => {
      for (let count = 0; count < 12; count++) {
        await process.outbox.enqueue(manager, mail);
      }
    });
    await process.worker.idle();
    expect(server.messages).toHaveLength(12);
  });

  it('sends nothing of a transaction that is rolled back, nor before the commit', async () => {
    server = await MailServer.start();
    const process = await start(server.url);
    const failing = process.dataSource.transaction(async (manager) => {
      await process.outbox.enqueue(manager, mail);
      await process.sendDue();
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await process.sendDue();
    expect(server.messages).toEqual([]);
  });

  it('keeps no token readable in the table (ASVS 11.7.2)', async () => {
    const process = await start('smtp://127.0.0.1:9');
    await process.enqueue();
    const [{ row }] = await process.dataSource.query('SELECT mails::text AS row FROM mails');
    expect(row).not.toContain(TOKEN);
    expect(row).not.toContain(Buffer.from(TOKEN).toString('base64').slice(0, 40));
  });

  it('does not open the bodies of a mail that were copied to another row', async () => {
    server = await MailServer.start();
    const process = await start('smtp://127.0.0.1:9');
    await process.enqueue({ to: 'victim@example.com' });
    await process.worker.idle();
    await process.dataSource.query(
      `INSERT INTO mails SELECT gen_random_uuid(), 'thief@example.com', template, subject, content, created_at,
        created_at, expires_at FROM mails`,
    );
    await process.stop();
    const other = await start(server.url);
    advanceClock(60);
    await other.sendDue();
    expect(server.messages.filter((message) => message.includes('thief@'))).toEqual([]);
    expect(server.messages.filter((message) => message.includes('victim@'))).toHaveLength(1);
  });

  it('tries again, later and later, when the server is down, and sends once it is up (ASVS 16.5.2)', async () => {
    const away = await MailServer.start();
    await away.stop();
    const process = await start(away.url);
    await process.enqueue();
    await process.sendDue();
    for (const attempt of [1, 2, 3]) {
      const [row] = await process.rows();
      expect(row).toMatchObject({ attempts: attempt, sentAt: null });
      expect(row?.nextAttemptAt.getTime()).toBe(Date.now() + mailWaitAfter(attempt) * 1000);
      advanceClock(mailWaitAfter(attempt) - 1);
      await process.sendDue();
      expect((await process.rows())[0]?.attempts).toBe(attempt);
      advanceClock(1);
      await process.sendDue();
    }
    server = await MailServer.start({}, away.port);
    advanceClock(mailWaitAfter(4));
    await process.sendDue();
    await process.sendDue();
    expect(server.messages).toHaveLength(1);
  });

  it('waits 10 s at first, twice as long each time, an hour at the most', () => {
    expect([1, 2, 3, 4, 9, 10, 80].map(mailWaitAfter)).toEqual([10, 20, 40, 80, 2560, 3600, 3600]);
  });

  it('gives a refused mail up when its link would be dead anyway, and blanks it', async () => {
    let refusals = 0;
    server = await MailServer.start({
      onRcptTo(_address, _session, callback) {
        refusals++;
        callback(Object.assign(new Error('No such user'), { responseCode: 550 }));
      },
    });
    const process = await start(server.url);
    await process.enqueue({ lifetime: 600 });
    await process.worker.idle();
    for (let minute = 0; minute < 20; minute++) {
      advanceClock(60);
      await process.sendDue();
    }
    expect(refusals).toBeGreaterThan(3);
    expect(await process.rows()).toMatchObject([{ content: null, sentAt: null }]);
    expect(server.messages).toEqual([]);
  });

  it('sends other mails while one is refused', async () => {
    server = await MailServer.start({
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith('bad') ? new Error('No such user') : null),
    });
    const process = await start(server.url);
    await process.enqueue({ to: 'bad@example.com' });
    await process.enqueue({ to: 'good@example.com' });
    await process.worker.idle();
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]).toContain('good@example.com');
  });

  it('uses the same Message-ID for each attempt', async () => {
    server = await MailServer.start();
    const process = await start(server.url);
    await process.enqueue();
    await process.worker.idle();
    const [row] = await process.rows();
    expect(server.messages[0]).toContain(`Message-ID: <${row?.id}@localhost>`);
  });

  it('sends nothing in clear to another machine, nor to a server with a bad certificate (ASVS 12.3.1, 12.3.2)', async () => {
    // The address of this machine in a form that is not known for one.
    server = await MailServer.start();
    const remote = await start(`smtp://[::ffff:127.0.0.1]:${server.port}`);
    await remote.enqueue();
    await remote.worker.idle();
    expect(server.messages).toEqual([]);
    expect(await remote.rows()).toMatchObject([{ attempts: 1, sentAt: null }]);
    await remote.stop();
    await server.stop();

    // smtp-server has a self-signed certificate of its own.
    server = await MailServer.start({ disabledCommands: [] }, server.port);
    const local = await start(server.url);
    advanceClock(60);
    await local.sendDue();
    expect(server.messages).toEqual([]);
    expect(await local.rows()).toMatchObject([{ attempts: 2, sentAt: null }]);
  });

  it('sends each mail once where two processes work', async () => {
    server = await MailServer.start();
    const one = await start(server.url);
    const two = await MailProcess.start({ ...variables, MAIL_URL: server.url });
    await one.dataSource.transaction(async (manager) => {
      for (let index = 0; index < 40; index++) {
        await one.outbox.enqueue(manager, { ...mail, to: `user${index}@example.com` });
      }
    });
    await Promise.all([one.sendDue(), two.sendDue()]);
    await two.stop();
    const recipients = server.messages.map((message) => /^To: (\S+)/m.exec(message)?.[1]);
    expect(recipients).toHaveLength(40);
    expect(new Set(recipients).size).toBe(40);
  });

  it('steps over a mail that another process is taking', async () => {
    server = await MailServer.start();
    const process = await start(server.url);
    await process.enqueue({ to: 'taken@example.com' });
    await process.worker.idle();
    await process.dataSource.query(`UPDATE mails SET sent_at = NULL, content = 'x'`);
    const other = process.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT id FROM mails FOR UPDATE');
    advanceClock(60);
    await process.enqueue({ to: 'free@example.com' });
    await process.sendDue();
    await other.rollbackTransaction();
    await other.release();
    expect(server.messages.map((message) => /^To: (\S+)/m.exec(message)?.[1])).toEqual([
      'taken@example.com',
      'free@example.com',
    ]);
  });

  it('loses nothing when the process is killed between commit and sending', async () => {
    // The other process has the real clock.
    vi.useRealTimers();
    freezeClock();
    // It takes the message and never says that it has it.
    let take = () => {};
    const isTaken = new Promise<void>((resolve) => (take = resolve));
    const hanging = await MailServer.start({
      onData: (stream) => {
        stream.resume();
        take();
      },
    });
    const script = `
      const { NestFactory } = await import('@nestjs/core');
      const { parseEnvironment } = await load('options/load-environment.js');
      const { AppModule } = await load('server/app.module.js');
      const { MailOutbox } = await load('mail/mail.outbox.js');
      const { DataSource } = await import('typeorm');
      const environment = parseEnvironment(${JSON.stringify({ ...variables, MAIL_URL: hanging.url })});
      const app = await NestFactory.createApplicationContext(AppModule.forRoot(environment), { logger: false });
      await app.get(DataSource).transaction((manager) =>
        app.get(MailOutbox, { strict: false }).enqueue(manager, ${JSON.stringify(mail)}));
      say('committed');
      await heard('never');
    `;
    const child = TestProcess.run(script);
    expect(await child.nextLine()).toBe('committed');
    await isTaken;
    await child.kill();
    await hanging.stop();

    server = await MailServer.start();
    const process = await start(server.url);
    await process.worker.idle();
    expect(await process.rows()).toMatchObject([{ sentAt: null }]);
    advanceClock(120);
    await process.sendDue();
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]).toContain(TOKEN);
  });
});
