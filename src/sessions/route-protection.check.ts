import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GUARDS_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { IS_PUBLIC } from './decorators/public.decorator.js';
import { JwtAuthenticationGuard } from './guards/jwt-authentication.guard.js';
import { JwtTwoFactorGuard } from './guards/jwt-two-factor.guard.js';

type Handler = (...args: unknown[]) => unknown;

const protectingGuards: unknown[] = [JwtAuthenticationGuard, JwtTwoFactorGuard];

/**
 * Refuses to start with a route that is neither guarded nor declared `@Public()`, so that a forgotten decorator is found
 * by its author and not by a stranger (OWASP ASVS v5.0.0-8.2.1, deny by default).
 */
@Injectable()
export class RouteProtectionCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getControllers()) {
      const controller = instance as Record<string, Handler>;
      const prototype = Object.getPrototypeOf(controller) as object;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = controller[name] as Handler;
        if (
          Reflect.hasMetadata(PATH_METADATA, handler) &&
          !this.isDecided(handler, controller.constructor as Handler)
        ) {
          throw new Error(
            `${controller.constructor.name}.${name} is open to everybody. Add @Authenticated() or, if it is meant to be, @Public().`,
          );
        }
      }
    }
  }

  private isDecided(handler: Handler, controller: Handler): boolean {
    const targets = [handler, controller];
    const guards = this.reflector.getAllAndMerge<unknown[]>(GUARDS_METADATA, targets);
    return (
      this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, targets) ||
      guards.some((guard) => protectingGuards.includes(guard))
    );
  }
}
