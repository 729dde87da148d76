import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { IS_PUBLIC } from '../../src/sessions/decorators/public.decorator.js';
import type { TestApp } from './test-app.js';

export interface Route {
  /** As in `PATCH /passkeys/:id`. */
  name: string;
  method: string;
  /** With a value in the place of each parameter. */
  path: string;
}

const ANY_ID = '00000000-0000-4000-8000-000000000000';

/** Every route of the application that is not `@Public()`, be it documented or not, ours or your own. */
export function discoveredRoutes({ app }: TestApp): Route[] {
  const discovery = app.get(DiscoveryService, { strict: false });
  const reflector = app.get(Reflector, { strict: false });
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((key) => {
      const handler = prototype[key] as () => unknown;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined || reflector.getAllAndOverride(IS_PUBLIC, [handler, metatype as never])) {
        return [];
      }
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      const parts = [Reflect.getMetadata(PATH_METADATA, metatype as object) as string, path];
      const whole = `/${parts
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
      return [{ name: `${method} ${whole}`, method, path: whole.replace(/:\w+/g, ANY_ID) }];
    });
  });
}
