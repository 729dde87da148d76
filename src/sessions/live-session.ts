import type { User } from '../users/user.entity.js';
import type { Session } from './session.entity.js';

/** A session that has not ended, and whose it is. */
export interface LiveSession {
  session: Session;
  user: User;
}
