import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError, answerOf } from '../api/api-error';
import { api } from '../api/client';
import { onSessionOver } from '../api/session-over';
import { type Session, SessionContext } from './session.context';

const SESSION_OVER = 'You have been logged out. Log in again to go on.';

/** Knows who is logged in. Cookies are not readable by scripts, so the API is asked. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setOwnSession] = useState<Session>({ state: 'loading' });
  const tabs = useRef<BroadcastChannel>(null);

  const reload = useCallback(async () => setOwnSession(await fetchSession()), []);

  const setSession = useCallback((next: Session) => {
    setOwnSession(next);
    tabs.current?.postMessage('session changed');
  }, []);

  useEffect(() => {
    const channel = new BroadcastChannel('twofold:session');
    channel.addEventListener('message', () => void reload());
    tabs.current = channel;
    onSessionOver(() =>
      setOwnSession((previous) => ({
        state: 'logged out',
        notice:
          previous.state === 'logged in' || previous.state === 'second factor' ? SESSION_OVER : undefined,
      })),
    );
    void reload();
    return () => channel.close();
  }, [reload]);

  const value = useMemo(() => ({ session, reload, setSession }), [session, reload, setSession]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

async function fetchSession(): Promise<Session> {
  try {
    return { state: 'logged in', user: await answerOf(api.GET('/authentication')) };
  } catch (error) {
    switch ((error as ApiError).errorCode) {
      case 'NOT_AUTHENTICATED':
        return { state: 'logged out' };
      case 'SECOND_FACTOR_REQUIRED':
        return { state: 'second factor' };
      default:
        return { state: 'unreachable' };
    }
  }
}
