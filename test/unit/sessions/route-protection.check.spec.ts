import { Controller, Get, Module, type Type, UseGuards } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { expect, it } from 'vitest';
import { Public } from '../../../src/sessions/decorators/public.decorator.js';
import { JwtAuthenticationGuard } from '../../../src/sessions/guards/jwt-authentication.guard.js';
import { JwtTwoFactorGuard } from '../../../src/sessions/guards/jwt-two-factor.guard.js';
import { RouteProtectionCheck } from '../../../src/sessions/route-protection.check.js';
import { SocketSessions } from '../../../src/sessions/socket-sessions.service.js';
import { TwoFactorPolicy } from '../../../src/users/two-factor-policy.js';
import { AccessTokenAuthenticator } from '../../../src/sessions/strategies/access-token.authenticator.js';
import { JwtTwoFactorStrategy } from '../../../src/sessions/strategies/jwt-two-factor.strategy.js';
import { JwtStrategy } from '../../../src/sessions/strategies/jwt.strategy.js';

class OtherGuard {
  canActivate() {
    return true;
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  @Public()
  open() {}

  @Get('secret')
  secret() {}
}

@Controller('other')
@UseGuards(OtherGuard)
class OtherGuardController {
  @Get()
  secret() {}
}

@Controller('decided')
class DecidedController {
  @Get()
  @Public()
  open() {}

  @Get('first')
  @UseGuards(JwtAuthenticationGuard)
  first() {}

  @Get('two')
  @UseGuards(JwtTwoFactorGuard)
  two() {}

  helper() {}
}

@Controller('all')
@UseGuards(JwtTwoFactorGuard)
class GuardedController {
  @Get()
  all() {}
}

@WebSocketGateway()
class ForgottenGateway {
  @SubscribeMessage('secret')
  message() {}
}

@Resolver()
class ForgottenResolver {
  @Query(() => String)
  secret() {}
}

@WebSocketGateway()
@UseGuards(JwtTwoFactorGuard)
class GuardedGateway {
  @SubscribeMessage('all')
  message() {}
}

@Resolver()
class DecidedResolver {
  @Query(() => String)
  @Public()
  open() {}

  @ResolveField(() => String)
  field() {}
}

async function start(...controllers: Type[]): Promise<void> {
  return startWith(controllers, []);
}

async function startWith(controllers: Type[], others: Type[]): Promise<void> {
  // What the guards need is not asked for anything here.
  const needs = [
    AccessTokenAuthenticator,
    JwtStrategy,
    JwtTwoFactorStrategy,
    SocketSessions,
    TwoFactorPolicy,
  ];
  const providers = [RouteProtectionCheck, ...others, ...needs.map((provide) => ({ provide, useValue: {} }))];
  @Module({ imports: [DiscoveryModule], controllers, providers })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  await app.close();
}

it('a route that says nothing stops the start, and is named (ASVS 7.2.1, 8.2.1)', async () => {
  await expect(start(DecidedController, ForgottenController)).rejects.toThrow(
    /^ForgottenController\.secret is open to everybody/,
  );
});

it('a guard that proves nothing does not count (ASVS 8.2.1)', async () => {
  await expect(start(OtherGuardController)).rejects.toThrow(/^OtherGuardController\.secret is open/);
});

it.each([
  [ForgottenGateway, 'ForgottenGateway.message'],
  [ForgottenResolver, 'ForgottenResolver.secret'],
])('%o stops the start, too', async (provider, name) => {
  await expect(startWith([], [provider])).rejects.toThrow(`${name} is open to everybody`);
});

it('gateways and resolvers that are decided about are fine', async () => {
  await expect(startWith([], [GuardedGateway, DecidedResolver])).resolves.toBeUndefined();
});

it('routes that are public or guarded, themselves or by their controller, are fine', async () => {
  await expect(start(DecidedController, GuardedController)).resolves.toBeUndefined();
});
