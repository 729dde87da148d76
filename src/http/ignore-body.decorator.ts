import { addRouteConfig } from './route-config.js';

/** For a handler that forms may post to, and that needs nothing of what they send. */
export function IgnoreBody(): MethodDecorator {
  return (_target, _name, descriptor) => addRouteConfig(descriptor.value as object, { ignoresBody: true });
}
