import { errorCodeOf } from './api-error';
import { addLanguage } from './api-language';
import { deadline } from './deadline';
import { refreshSession } from './refresh';
import { doubtSessionAfter } from './session-doubt';
import { addressToShownUser } from './shown-user';
import { stepUp } from './step-up';
import { lastRefresh } from './tabs';

/** `fetch`, that refreshes an access token that ran out (it lives 5 minutes): once, silently, and then asks again. */
export async function fetchRefreshed(request: Request): Promise<Response> {
  addLanguage(request);
  const before = lastRefresh();
  const response = await send(request);
  if ((await errorCodeOf(response)) !== 'NOT_AUTHENTICATED') {
    return response;
  }
  return (await refreshSession(before)) ?? send(request);
}

/**
 * {@link fetchRefreshed}, and what a page of this API does besides: it says whose account it shows, asks for a fresh proof
 * where the action needs one, and asks anew who is logged in where the answer leaves that in doubt.
 */
export async function fetchWithSession(request: Request): Promise<Response> {
  addressToShownUser(request);
  let response = await fetchRefreshed(request);
  if ((await errorCodeOf(response)) === 'REAUTHENTICATION_REQUIRED' && (await stepUp())) {
    response = await fetchRefreshed(request);
  }
  doubtSessionAfter(await errorCodeOf(response));
  return response;
}

/** A body can be read once, so each attempt sends a copy. */
function send(request: Request): Promise<Response> {
  return fetch(request.clone(), { signal: deadline() });
}
