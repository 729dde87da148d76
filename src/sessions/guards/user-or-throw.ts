import { NotAuthenticatedException } from '../session.exceptions.js';

/** Passport reports a missing or bad token as no user, and what a strategy threw as an error. */
export function userOrThrow<TUser>(error: Error | null, user: TUser | false): TUser {
  if (error) {
    throw error;
  }
  if (!user) {
    throw new NotAuthenticatedException();
  }
  return user;
}
