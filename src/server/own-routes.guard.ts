import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { isSocketMessage, requestOf } from '../http/request-of.js';
import { isOurs } from '../sessions/decorators/api-controller.decorator.js';
import { SameUserGuard } from '../sessions/guards/same-user.guard.js';

const requests = new WeakSet<object>();

/**
 * Gives controllers that are not ours the {@link SameUserGuard} of ours, and notes which requests got as far as one of them: what
 * is thrown there is answered as its author wants it.
 */
@Injectable()
export class OwnRoutesGuard implements CanActivate {
  constructor(private readonly sameUser: SameUserGuard) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // A socket's messages have no header of their own.
    if (isOurs(context.getClass()) || isSocketMessage(context)) {
      return true;
    }
    requests.add(requestOf(context));
    return this.sameUser.canActivate(context);
  }
}

/** Whether the handler of a request is somebody's own. What was refused before any handler has none. */
export function isOwnRoute(request: object): boolean {
  return requests.has(request);
}
