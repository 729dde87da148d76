/** Shared by the tabs of this browser. A time is no secret, and all that a script can know of a token. */
const REFRESHED_AT = 'twofold:refreshed-at';

let pending: Promise<Response | undefined> | undefined;

/**
 * Swaps the Refresh cookie for new cookies: once for all parallel requests of this tab, and, under a lock, once for all tabs.
 *
 * @param sentAt when the request was sent that found its access token expired; a later refresh is not repeated.
 * @returns the answer of a refresh that failed; undefined when there are new cookies.
 */
export function refreshSession(sentAt: number): Promise<Response | undefined> {
  pending ??= navigator.locks
    .request('twofold:refresh', async () => {
      if (Number(localStorage.getItem(REFRESHED_AT)) >= sentAt) {
        return undefined;
      }
      const response = await fetch('/authentication/refresh', { method: 'POST', credentials: 'include' });
      if (!response.ok) {
        return response;
      }
      localStorage.setItem(REFRESHED_AT, String(Date.now()));
      return undefined;
    })
    .finally(() => {
      pending = undefined;
    });
  // Each who waits reads a copy: a body can be read once.
  return pending.then((refusal) => refusal?.clone());
}
