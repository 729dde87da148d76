/**
 * The token of a mailed link, `…#token=…`. It is taken out of the address at once, so that it stands neither in the history
 * nor in what is copied from the address bar; a fragment is never sent to a server.
 */
export const mailedToken = takeToken();

/** Which page the link was for: this document may go on to others, where the token is of no use. */
export const mailedPath = mailedToken && window.location.pathname;

function takeToken(): string | undefined {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? undefined;
  if (token) {
    window.history.replaceState(null, '', window.location.pathname);
  }
  // Opened in a tab that shows the page already, a link changes the fragment alone, which loads nothing.
  window.addEventListener('hashchange', () => window.location.reload());
  return token;
}
