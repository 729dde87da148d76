import { ForbiddenException, Module } from '@nestjs/common';
import { GraphQLModule, Mutation, Query, Resolver } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticated, CurrentUser, Public, type User } from '../../../src/index.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';

@Resolver()
class WhoResolver {
  @Query(() => String)
  @Authenticated()
  who(@CurrentUser() user: User): string {
    return user.email;
  }

  @Query(() => String)
  @Public()
  open(): string {
    return 'for everybody';
  }

  @Query(() => String)
  @Public()
  forbidden(): string {
    throw new ForbiddenException('not a member');
  }

  @Query(() => String)
  @Public()
  broken(): string {
    throw new Error('relation "secrets" does not exist');
  }

  @Mutation(() => String)
  @Authenticated()
  change(): string {
    return 'changed';
  }
}

@Module({
  imports: [
    GraphQLModule.forRoot<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      autoSchemaFile: true,
      graphiql: false,
    }),
  ],
  providers: [WhoResolver],
})
class WhoModule {}

describe('a GraphQL resolver', () => {
  let app: TestApp;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start({}, undefined, [WhoModule], []);
  });
  afterAll(() => app.stop());

  async function ask(query: string, browser: Browser = app.browser(), headers?: Record<string, string>) {
    return browser.post('/graphql', { query }, headers);
  }

  it('knows who has logged in, and nobody else', async () => {
    const account = await app.account();
    const browser = await account.logIn();
    expect((await ask('{ who }', browser)).body).toEqual({ data: { who: account.email } });
    const { body } = await ask('{ who }');
    expect(body.data).toBeNull();
    expect(body.errors[0].extensions).toMatchObject({ errorCode: 'NOT_AUTHENTICATED' });
    await account.turnTwoFactorOn(browser);
    const pending = await ask('{ who }', await account.logIn());
    expect(pending.body.errors[0].extensions).toMatchObject({ errorCode: 'SECOND_FACTOR_REQUIRED' });
  });

  it('is open where it says so', async () => {
    expect((await ask('{ open }')).body).toEqual({ data: { open: 'for everybody' } });
  });

  it('keeps its own errors, and tells nobody of those that it did not foresee', async () => {
    expect((await ask('{ forbidden }')).body.errors[0].message).toBe('not a member');
    const { body } = await ask('{ broken }');
    expect(JSON.stringify(body)).not.toContain('secrets');
    expect(body.errors[0].message).toMatch(/^Something went wrong on our side/);
  });

  it('changes nothing for another user than the page shows', async () => {
    const browser = await (await app.account()).logIn();
    const other = { 'x-user-id': crypto.randomUUID() };
    const { body } = await ask('mutation { change }', browser, other);
    expect(body.errors[0].extensions).toMatchObject({ errorCode: 'OTHER_USER' });
  });
});
