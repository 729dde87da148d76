import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GUARDS_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { IS_PUBLIC } from './decorators/public.decorator.js';
import { EnrolmentGuard } from './guards/enrolment.guard.js';
import { JwtAuthenticationGuard } from './guards/jwt-authentication.guard.js';
import { JwtTwoFactorGuard } from './guards/jwt-two-factor.guard.js';

type Handler = (...args: unknown[]) => unknown;

const protectingGuards: unknown[] = [JwtAuthenticationGuard, JwtTwoFactorGuard, EnrolmentGuard];

/** What marks a handler: of a route, of a gateway (`@nestjs/websockets`), of a resolver (`@nestjs/graphql`). */
const handlerMarks = [PATH_METADATA, 'websockets:message_mapping', 'graphql:resolver_type'];

/**
 * Refuses to start with a handler that is neither guarded nor declared `@Public()`, so that a forgotten decorator is found
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
    for (const { instance } of [...this.discovery.getControllers(), ...this.discovery.getProviders()]) {
      if (typeof instance === 'object' && instance !== null) {
        this.check(instance as Record<string, Handler>);
      }
    }
  }

  private check(instance: Record<string, Handler>): void {
    const { constructor } = instance;
    for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const handler = instance[name] as Handler;
      if (
        handlerMarks.some((mark) => Reflect.getMetadata(mark, handler) !== undefined) &&
        !isDecided(this.reflector, handler, constructor as Handler)
      ) {
        throw new Error(
          `${constructor?.name}.${name} is open to everybody. Add @Authenticated() or, if it is meant to be, @Public().`,
        );
      }
    }
  }
}

/** Whether its author has said who may use a handler. */
export function isDecided(
  reflector: Reflector,
  ...targets: Parameters<Reflector['getAllAndMerge']>[1]
): boolean {
  const guards = reflector.getAllAndMerge<unknown[]>(GUARDS_METADATA, targets);
  return (
    reflector.getAllAndOverride<boolean>(IS_PUBLIC, targets) ||
    guards.some((guard) => protectingGuards.includes(guard))
  );
}
