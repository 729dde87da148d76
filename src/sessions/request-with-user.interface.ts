import type { HttpRequest } from '../http/http-request.js';
import type { User } from '../users/user.entity.js';
import type { Session } from './session.entity.js';

/** A request that passed one of the guards. */
export interface RequestWithUser extends HttpRequest {
  user: User;
  session: Session;
}
