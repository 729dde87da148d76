import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Module } from '@nestjs/common';
import { TwofoldModule, type TwofoldOptions } from '../../src/index.js';
import { Account } from './account.js';
import { Browser } from './browser.js';
import { createTestDatabase } from './test-database.js';
import { testKeys } from './test-environment.js';

const adapters = { express: () => new ExpressAdapter(), fastify: () => new FastifyAdapter() as never };

export type AdapterName = keyof typeof adapters;

/** An application of somebody else, with Twofold in it, listening on a free port. */
export class TestHost {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
    readonly databaseUrl: string,
    private readonly cleanUp: () => Promise<unknown>,
  ) {}

  static async start(
    adapter: AdapterName,
    modules: Type[],
    options: TwofoldOptions = {},
    configure: (app: INestApplication) => void = () => {},
  ): Promise<TestHost> {
    const database = await createTestDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'twofold-host-'));
    const cleanUp = () => Promise.all([database.drop(), rm(dataDir, { recursive: true, force: true })]);

    @Module({
      imports: [
        TwofoldModule.forRootAsync({
          useFactory: () => ({
            databaseUrl: database.url,
            dataDir,
            bcryptCost: 4,
            jwtAccessTokenSecret: testKeys.JWT_ACCESS_TOKEN_SECRET,
            encryptionKeys: testKeys.ENCRYPTION_KEYS,
            passwordPeppers: testKeys.PASSWORD_PEPPERS,
            ...options,
          }),
        }),
        ...modules,
      ],
    })
    class HostModule {}

    try {
      const app = await NestFactory.create(HostModule, adapters[adapter](), {
        logger: false,
        abortOnError: false,
      });
      configure(app);
      await app.listen(0, '127.0.0.1');
      return new TestHost(app, await app.getUrl(), database.url, cleanUp);
    } catch (error) {
      await cleanUp();
      throw error;
    }
  }

  browser(headers?: Record<string, string>): Browser {
    return new Browser(this.url, headers);
  }

  account(email = `${crypto.randomUUID()}@example.com`): Promise<Account> {
    return Account.register(this.browser(), email);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.cleanUp();
  }
}
