import { addLanguage } from './api-language';
import { API_ORIGIN } from './api-origin';
import { deadline } from './deadline';
import { lastRefresh, noteRefresh, oneTabAtATime } from './tabs';

let pending: Promise<Response | undefined> | undefined;

/**
 * Swaps the Refresh cookie for new cookies: once for all parallel requests of this tab, and, under a lock, once for all tabs.
 *
 * @param before what {@link lastRefresh} was when the request was sent that found its access token expired: if another tab
 *   has refreshed since, that is not repeated.
 * @returns the answer of a refresh that failed; undefined when there are new cookies.
 */
export function refreshSession(before: string | null): Promise<Response | undefined> {
  pending ??= oneTabAtATime('twofold:refresh', () => refreshAfter(before)).finally(() => {
    pending = undefined;
  });
  // Each who waits reads a copy: a body can be read once.
  return pending.then((refusal) => refusal?.clone());
}

async function refreshAfter(before: string | null): Promise<Response | undefined> {
  if (lastRefresh() !== before) {
    return undefined;
  }
  const request = new Request(`${API_ORIGIN}/authentication/refresh`, {
    method: 'POST',
    credentials: 'include',
    signal: deadline(),
  });
  addLanguage(request);
  const response = await fetch(request);
  if (!response.ok) {
    return response;
  }
  noteRefresh();
  return undefined;
}
