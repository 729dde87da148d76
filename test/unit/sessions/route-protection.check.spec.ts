import { Controller, Get, Module, type Type, UseGuards } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { Public } from '../../../src/sessions/decorators/public.decorator.js';
import { JwtAuthenticationGuard } from '../../../src/sessions/guards/jwt-authentication.guard.js';
import { JwtTwoFactorGuard } from '../../../src/sessions/guards/jwt-two-factor.guard.js';
import { RouteProtectionCheck } from '../../../src/sessions/route-protection.check.js';
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

async function start(...controllers: Type[]): Promise<void> {
  // What the guards need is not asked for anything here.
  const needs = [AccessTokenAuthenticator, JwtStrategy, JwtTwoFactorStrategy];
  const providers = [RouteProtectionCheck, ...needs.map((provide) => ({ provide, useValue: {} }))];
  @Module({ imports: [DiscoveryModule], controllers, providers })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  await app.close();
}

it('a route that says nothing stops the start, and is named', async () => {
  await expect(start(DecidedController, ForgottenController)).rejects.toThrow(
    /^ForgottenController\.secret is open to everybody/,
  );
});

it('a guard that proves nothing does not count', async () => {
  await expect(start(OtherGuardController)).rejects.toThrow(/^OtherGuardController\.secret is open/);
});

it('routes that are public or guarded, themselves or by their controller, are fine', async () => {
  await expect(start(DecidedController, GuardedController)).resolves.toBeUndefined();
});
