import { applyDecorators, Controller, SetMetadata, type Type, UseFilters, UsePipes } from '@nestjs/common';
import { GUARDS_METADATA } from '@nestjs/common/constants.js';
import { ApiExceptionFilter } from '../../http/api-exception.filter.js';
import { ApiTags } from '../../http/documentation.js';
import { addRouteConfig } from '../../http/route-config.js';
import { ApiValidationPipe } from '../../http/validation.pipe.js';
import { SameUserGuard } from '../guards/same-user.guard.js';

const IS_OURS = 'twofold:controller';

const ourTypes = new WeakSet<object>();

/**
 * A controller of this API, under a heading of its document. It brings its own validation, its own error bodies and
 * {@link SameUserGuard} along, so they are the same in every host. What is none is somebody's own, and keeps its own ways.
 */
export function ApiController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    ApiTags(tag),
    SetMetadata(IS_OURS, true),
    UseFilters(ApiExceptionFilter),
    UsePipes(ApiValidationPipe),
    guardFirst,
    markHandlers,
  );
}

/** Before the guards that stand below: `UseGuards` would put it behind them. */
function guardFirst(controller: object): void {
  const guards = (Reflect.getMetadata(GUARDS_METADATA, controller) ?? []) as Type[];
  Reflect.defineMetadata(GUARDS_METADATA, [SameUserGuard, ...guards], controller);
}

/** For what knows no classes: Fastify before there is a handler, and pipes. */
function markHandlers({ prototype }: { prototype: object }): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof value === 'function' && name !== 'constructor') {
      addRouteConfig(value as object, { isOurs: true });
      const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as Type[];
      types.filter((type) => !isBuiltIn(type)).forEach((type) => ourTypes.add(type));
    }
  }
}

/** `String`, `Object` and the like, which are everybody's. */
function isBuiltIn({ name }: Type): boolean {
  return name in globalThis;
}

export function isOurs(controller: object): boolean {
  return Reflect.hasMetadata(IS_OURS, controller);
}

/** Whether a handler of ours takes it, so that its controller validates it. */
export function isOurType(type: object): boolean {
  return ourTypes.has(type);
}
