import { errorCodeOf } from './api-error';
import { refreshSession } from './refresh';
import { sessionIsOver } from './session-over';
import { stepUp } from './step-up';

/**
 * `fetch`, and what a browser of this API does about two answers:
 * - the access token ran out (it lives 5 minutes): refresh it once, silently, and ask again;
 * - the action needs a fresh proof of who you are: ask for it, and ask again.
 */
export async function fetchWithSession(request: Request): Promise<Response> {
  const sentAt = Date.now();
  // A body can be read once, so each attempt sends a copy.
  let response = await fetch(request.clone());
  if ((await errorCodeOf(response)) === 'NOT_AUTHENTICATED') {
    const refusal = await refreshSession(sentAt);
    if (refusal) {
      if (refusal.status === 401) {
        sessionIsOver();
      }
      return refusal;
    }
    response = await fetch(request.clone());
  }
  if ((await errorCodeOf(response)) === 'REAUTHENTICATION_REQUIRED' && (await stepUp())) {
    response = await fetch(request.clone());
  }
  return response;
}
