import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { onSessionDoubt } from '../api/session-doubt';
import { useNotify } from '../ui/notices';
import { fetchSession, sessionAfter } from './fetch-session';
import { OneAtATime } from './one-at-a-time';
import { type Session, SessionContext } from './session.context';
import { useReturn } from './use-return';

/** Knows who is logged in, and asks again whenever it may be somebody else. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setOwnSession] = useState<Session>({ state: 'loading' });
  const tabs = useRef<BroadcastChannel>(null);
  const ownChanges = useRef(0);

  const question = useMemo(
    () =>
      new OneAtATime(async () => {
        const askedAfter = ownChanges.current;
        const answer = await fetchSession();
        // What this tab did in the meantime is newer than the answer.
        if (askedAfter === ownChanges.current) {
          setOwnSession((shown) => sessionAfter(shown, answer));
        }
      }),
    [],
  );

  const setSession = useCallback((next: Session) => {
    ownChanges.current++;
    setOwnSession(next);
    tabs.current?.postMessage('session changed');
  }, []);

  useEffect(() => {
    const channel = new BroadcastChannel('twofold:session');
    channel.addEventListener('message', () => void question.run());
    tabs.current = channel;
    onSessionDoubt(() => void question.run());
    void question.join();
    return () => channel.close();
  }, [question]);

  // Before the browser keeps the page: who comes back to it may be somebody else, and sees it before any script runs.
  const hideAccount = useCallback(() => {
    flushSync(() => setOwnSession((shown) => (shown.state === 'logged in' ? { state: 'loading' } : shown)));
  }, []);

  useReturn({ onReturn: question.join, onKept: hideAccount });
  useNoticeOfOtherUser(session);

  const value = useMemo(
    () => ({ session, reload: question.run, setSession }),
    [session, question, setSession],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

function useNoticeOfOtherUser(session: Session): void {
  const notify = useNotify();
  const previous = useRef(session);
  useEffect(() => {
    const before = previous.current;
    previous.current = session;
    if (before.state === 'logged in' && session.state === 'logged in' && before.user.id !== session.user.id) {
      notify(
        `Somebody else has logged in here in the meantime. This is the account of ${session.user.email}; nothing was done to it.`,
      );
    }
  }, [session, notify]);
}
