import { applyDecorators, Controller, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from './documentation.js';

const IS_OURS = 'twofold:controller';

/** A controller of this API, under a heading of its document. What is none is somebody's own, and keeps its own ways. */
export function ApiController(path: string, tag: string): ClassDecorator {
  return applyDecorators(Controller(path), ApiTags(tag), SetMetadata(IS_OURS, true), markRoutes);
}

/** For what Fastify does before there is a handler: it knows routes, and no classes. */
function markRoutes({ prototype }: { prototype: object }): void {
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof descriptor.value === 'function' && name !== 'constructor') {
      RouteConfig({ isOurs: true })(prototype, name, descriptor);
    }
  }
}

export function isOurs(controller: object): boolean {
  return Reflect.hasMetadata(IS_OURS, controller);
}
