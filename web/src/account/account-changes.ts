import { createContext, use } from 'react';

/** Changes with everything that is changed, since most changes show in several sections (sessions, activity, …). */
export const AccountChanges = createContext({ version: 0, announce: () => {} });

export function useAccountVersion(): number {
  return use(AccountChanges).version;
}

/** Tells all sections to load again. */
export function useAnnounceChange(): () => void {
  return use(AccountChanges).announce;
}
