import { useEffect } from 'react';

interface Handlers {
  /** The person looks at the page again, and anything may have happened in the meantime. */
  onReturn: () => void;
  /** The browser keeps the page as it is, to show it again when somebody goes back. */
  onKept: () => void;
}

export function useReturn({ onReturn, onKept }: Handlers): void {
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    window.addEventListener('focus', onReturn, { signal });
    document.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'visible' && onReturn(),
      { signal },
    );
    window.addEventListener('pagehide', ({ persisted }) => persisted && onKept(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && onReturn(), { signal });
    return () => listeners.abort();
  }, [onReturn, onKept]);
}
