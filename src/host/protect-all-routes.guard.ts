import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { HostOptions } from '../options/host-options.js';
import { JwtTwoFactorGuard } from '../sessions/guards/jwt-two-factor.guard.js';
import { isDecided } from '../sessions/route-protection.check.js';

/** Protects what nobody has decided about, as `@Authenticated()` would; where the host wants that. */
@Injectable()
export class ProtectAllRoutesGuard implements CanActivate {
  constructor(
    private readonly options: HostOptions,
    private readonly reflector: Reflector,
    private readonly twoFactorGuard: JwtTwoFactorGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (
      !this.options.protectAllRoutes ||
      isDecided(this.reflector, context.getHandler(), context.getClass())
    ) {
      return true;
    }
    return this.twoFactorGuard.canActivate(context);
  }
}
