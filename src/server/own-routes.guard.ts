import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { isOurs } from '../http/api-controller.decorator.js';

const requests = new WeakSet<object>();

/** Notes which requests got as far as a controller that is not ours: what is thrown there is answered as its author wants it. */
@Injectable()
export class OwnRoutesGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!isOurs(context.getClass())) {
      requests.add(context.switchToHttp().getRequest<object>());
    }
    return true;
  }
}

/** Whether the handler of a request is somebody's own. What was refused before any handler has none. */
export function isOwnRoute(request: object): boolean {
  return requests.has(request);
}
