import { readFileSync } from 'node:fs';
import { Controller, Get, type INestApplication, Module, Req, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { IdentityStrategy } from '../../../examples/own-service/identity.strategy.js';
import { type Forgery, forge, forgeries } from '../../support/forged-tokens.js';
import { APP, forwardAuthVariables, Visitor } from '../../support/protected-host.js';
import { TestApp } from '../../support/test-app.js';
import { httpsEnvironment } from '../../support/test-environment.js';

@Controller()
class OwnController {
  @Get()
  @UseGuards(AuthGuard('identity'))
  read(@Req() { user }: { user: object }): object {
    return user;
  }
}

@Module({ controllers: [OwnController], providers: [IdentityStrategy] })
class OwnModule {}

describe('the NestJS service that docs/beside-your-app.md shows', () => {
  let app: TestApp;
  let service: INestApplication;
  let email: string;
  let token: string;
  let forged: Record<Forgery, string>;

  beforeAll(async () => {
    app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
    const owner = await app.account();
    email = owner.email;
    const guest = new Visitor(app, APP, await owner.logIn({ browser: app.browser() }));
    await guest.enter();
    token = (await guest.ask()).headers.get('twofold-identity') ?? '';
    forged = await forge(app, token);
    // Its keys are at PUBLIC_URL, which is here.
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: URL | string, options?: RequestInit) =>
      fetch(String(url).replace(httpsEnvironment.PUBLIC_URL, app.url), options),
    );
    service = await NestFactory.create(OwnModule, { logger: false });
    await service.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await service.close();
    vi.unstubAllGlobals();
    await app.stop();
  });

  const ask = async (headers: Record<string, string>) => fetch(await service.getUrl(), { headers });

  it('is the one in examples/own-service', () => {
    const strategy = readFileSync('examples/own-service/identity.strategy.ts', 'utf8');
    expect(readFileSync('docs/beside-your-app.md', 'utf8')).toContain(`\`\`\`ts\n${strategy}\`\`\``);
  });

  it('knows who it is by the token that the proxy passes on', async () => {
    const answer = await ask({ 'Twofold-Identity': token });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ email, groups: [], rule: '*' });
  });

  it.each(forgeries)('refuses a token %s', async (name) => {
    expect((await ask({ 'Twofold-Identity': forged[name] })).status).toBe(401);
  });

  it.each<Record<string, string>>([
    {},
    { 'Twofold-Identity': '' },
    { 'Twofold-Identity': 'x' },
    { 'Twofold-Identity': '..' },
    { 'Remote-User': 'admin' },
  ])('refuses %j', async (headers) => {
    expect((await ask(headers)).status).toBe(401);
  });
});
