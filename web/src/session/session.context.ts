import { createContext, useContext } from 'react';
import type { ApiError } from '../api/api-error';
import type { components } from '../api/schema';
import type { PageKey } from '../language/page-messages';

export type User = components['schemas']['UserResponse'];
/** Of proving a second factor, the usual one first. */
export type Methods = components['schemas']['SecondFactorRequiredResponse']['methods'];

export type Session =
  | { state: 'loading' }
  | { state: 'unreachable'; error: ApiError }
  /** `email` is what was typed before, where it is to be typed again. */
  | { state: 'logged out'; notice?: PageKey; email?: string | undefined }
  /** The password was right; a second factor is needed next. A page that was loaded since does not know of which kinds. */
  | { state: 'second factor'; methods?: Methods | undefined; email?: string | undefined }
  | { state: 'logged in'; user: User };

interface SessionContextValue {
  session: Session;
  /** Asks the API who is logged in. */
  reload: () => Promise<void>;
  /**
   * After a log-in; the other tabs are told.
   *
   * @param pending what is known of the log-in, if a second factor is needed next.
   * @throws ApiError when the browser did not keep the cookies.
   */
  enter: (pending?: { methods?: Methods | undefined; email: string }) => Promise<void>;
  /** After a change that this tab made; the other tabs are told. */
  setSession: (session: Session) => void;
}

export const SessionContext = createContext<SessionContextValue | undefined>(undefined);

export function useSession(): SessionContextValue {
  const value = useContext(SessionContext);
  if (!value) {
    throw new Error('useSession() needs a SessionProvider around it.');
  }
  return value;
}

/** For screens that are shown to a logged-in user only. */
export function useUser(): User {
  const { session } = useSession();
  if (session.state !== 'logged in') {
    throw new Error('useUser() is for who is logged in.');
  }
  return session.user;
}
