import { type MiddlewareConsumer, Module, type NestModule, RequestMethod, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { ApiExceptionFilter } from '../http/api-exception.filter.js';
import { pagePaths } from '../http/page-paths.js';
import { HostOptions } from '../options/host-options.js';
import { isOurs } from '../sessions/decorators/api-controller.decorator.js';
import { JwtTwoFactorGuard } from '../sessions/guards/jwt-two-factor.guard.js';
import { HostRequestMiddleware } from './host-request.middleware.js';
import { PagesMiddleware } from './pages.middleware.js';
import { ProtectAllRoutesGuard } from './protect-all-routes.guard.js';

/** What the stand-alone server does around Twofold, as far as a host has it done. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    ApiExceptionFilter,
    HostRequestMiddleware,
    JwtTwoFactorGuard,
    PagesMiddleware,
    { provide: APP_GUARD, useClass: ProtectAllRoutesGuard },
  ],
})
export class HostModule implements NestModule {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly options: HostOptions,
  ) {}

  configure(consumer: MiddlewareConsumer): void {
    const ours = this.discovery
      .getControllers()
      .map(({ metatype }) => metatype as Type)
      .filter(isOurs);
    consumer.apply(HostRequestMiddleware).forRoutes(...ours);
    if (this.options.pages) {
      const paths = [...pagePaths, '/assets/*name', '/.well-known/change-password'];
      consumer
        .apply(PagesMiddleware)
        .forRoutes(...paths.map((path) => ({ path, method: RequestMethod.GET })));
    }
  }
}
