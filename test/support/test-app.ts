import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource, type MigrationInterface } from 'typeorm';
import { createApp } from '../../src/server/app.setup.js';
import { Account } from './account.js';
import { Browser } from './browser.js';
import { createTestDatabase } from './test-database.js';
import { testEnvironment } from './test-environment.js';

export { testKeys } from './test-environment.js';

const silentLogger: LoggerService = { log() {}, error() {}, warn() {}, debug() {}, verbose() {}, fatal() {} };

/** The real application on a database of its own, listening on a free port. */
export class TestApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly dataDirectory: string,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  /** @param variables on top of those every test has, as in the environment of the process. */
  static async start(
    variables: Record<string, string> = {},
    logger = silentLogger,
    modules?: Type[],
    migrations?: (new () => MigrationInterface)[],
  ): Promise<TestApp> {
    const database = await createTestDatabase();
    const dataDirectory = await mkdtemp(join(tmpdir(), 'twofold-test-'));
    const environment = testEnvironment({
      DATABASE_URL: database.url,
      DATA_DIR: dataDirectory,
      ...variables,
    });
    const app = await createApp(environment, { logger, modules, migrations });
    await app.listen(0, '127.0.0.1');
    return new TestApp(app, await app.getUrl(), dataDirectory, () => database.drop());
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  browser(headers?: Record<string, string>): Browser {
    return new Browser(this.url, headers);
  }

  /** An account that nobody has logged in to yet. */
  account(email = `${randomUUID()}@example.com`): Promise<Account> {
    return Account.register(this.browser(), email);
  }

  /** As {@link account}, of somebody who has confirmed the address: only they get notices. */
  async verifiedAccount(email?: string): Promise<Account> {
    const account = await this.account(email);
    await this.verify(account);
    return account;
  }

  /** As the link in the mail does it, without the mail. */
  async verify({ email }: Account): Promise<void> {
    await this.dataSource.query('UPDATE users SET email_verified_at = created_at WHERE email = $1', [email]);
  }

  /** The types of an account's security events, in their order. */
  async securityEvents({ email }: Account): Promise<string[]> {
    const rows = await this.dataSource.query<{ type: string }[]>(
      `SELECT type FROM security_events e JOIN users u ON u.id = e.user_id WHERE u.email = $1 ORDER BY e.id`,
      [email],
    );
    return rows.map(({ type }) => type);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.dropDatabase();
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}
