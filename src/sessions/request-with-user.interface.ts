import type { FastifyRequest } from 'fastify';
import type { User } from '../users/user.entity.js';
import type { Session } from './session.entity.js';

/** A request that passed one of the guards. */
export interface RequestWithUser extends FastifyRequest {
  user: User;
  session: Session;
}
