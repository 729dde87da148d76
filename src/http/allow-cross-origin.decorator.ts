import { addRouteConfig } from './route-config.js';

/**
 * Lets pages of other sites send to this handler what changes something, as with a form: for what needs no cookie, such as a
 * webhook that a browser calls. Stands above `@RouteConfig()`, if there is one.
 */
export function AllowCrossOrigin(): MethodDecorator {
  return (_target, _name, descriptor) =>
    addRouteConfig(descriptor.value as object, { allowsCrossOrigin: true });
}
