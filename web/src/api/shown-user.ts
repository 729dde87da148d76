/**
 * Whose account is on the screen. Cookies belong to all tabs, so by the time of a click the session may be somebody else's;
 * the API refuses a change that is not for its own user.
 */
let shownUserId: string | undefined;

export function showUser(id: string | undefined): void {
  shownUserId = id;
}

/** Of a request that changes something. */
export function addressToShownUser(request: Request): void {
  if (shownUserId && request.method !== 'GET') {
    request.headers.set('X-User-Id', shownUserId);
  }
}
