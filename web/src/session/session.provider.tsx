import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ApiError } from '../api/api-error';
import { onSessionDoubt } from '../api/session-doubt';
import { TabChannel } from '../api/tabs';
import { useText } from '../language/language.context';
import { useNotify } from '../ui/notices';
import { fetchSession, sessionAfter } from './fetch-session';
import { SessionQuestion } from './session-question';
import { type Methods, type Session, SessionContext } from './session.context';
import { useReturn } from './use-return';

/** Knows who is logged in, and asks again whenever it may be somebody else. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setOwnSession] = useState<Session>({ state: 'loading' });
  const tabs = useRef<TabChannel>(null);
  const question = useMemo(
    () => new SessionQuestion((answer) => setOwnSession((shown) => sessionAfter(shown, answer))),
    [],
  );

  const setSession = useCallback(
    (next: Session) => {
      question.outdate();
      setOwnSession(next);
      tabs.current?.tell();
    },
    [question],
  );

  const enter = useCallback(
    async (pending?: { methods?: Methods | undefined; email: string }) => {
      const entered = await fetchSession();
      if (entered.state === 'unreachable') {
        throw entered.error;
      }
      if (entered.state === 'logged out') {
        throw new ApiError(window.isSecureContext ? 'NO_COOKIES' : 'NO_HTTPS');
      }
      setSession(entered.state === 'second factor' ? { ...entered, ...pending } : entered);
    },
    [setSession],
  );

  useEffect(() => {
    const channel = new TabChannel(() => void question.ask());
    tabs.current = channel;
    onSessionDoubt(() => void question.ask());
    question.askUnlessAsking();
    return () => channel.close();
  }, [question]);

  // Before the browser keeps the page: who comes back to it may be somebody else, and sees it before any script runs.
  const hideAccount = useCallback(() => {
    question.outdate();
    flushSync(() => setOwnSession((shown) => (shown.state === 'logged in' ? { state: 'loading' } : shown)));
  }, [question]);

  useReturn({ onReturn: question.askUnlessAsking, onKept: hideAccount });
  useNoticeOfOtherUser(session);

  const value = useMemo(
    () => ({ session, reload: question.ask, enter, setSession }),
    [session, question, enter, setSession],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

function useNoticeOfOtherUser(session: Session): void {
  const text = useText();
  const notify = useNotify();
  const previous = useRef(session);
  useEffect(() => {
    const before = previous.current;
    previous.current = session;
    if (before.state === 'logged in' && session.state === 'logged in' && before.user.id !== session.user.id) {
      notify(text('other-user', { email: session.user.email }));
    }
  }, [session, notify, text]);
}
