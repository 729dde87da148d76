import { SetMetadata } from '@nestjs/common';

export const IS_PUBLIC = 'authentication:is-public';

/** Says that a route needs no log-in. A route that says neither this nor has a guard stops the start. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(IS_PUBLIC, true);
