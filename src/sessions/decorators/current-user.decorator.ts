import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestOf } from '../../http/request-of.js';
import type { RequestWithUser } from '../request-with-user.interface.js';

/** Injects the user that the guard let through. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext) => (requestOf(context) as RequestWithUser).user,
);
