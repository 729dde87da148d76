import { useSyncExternalStore } from 'react';

/** A few pages need no router library. The server sends the same document for each (`src/http/page-paths.ts`). */
export type Path = '/' | '/sign-up' | '/reset-password';

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => window.location.pathname);
}

export function navigate(path: Path): void {
  window.history.pushState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  return () => window.removeEventListener('popstate', onChange);
}
