/**
 * The token of a mailed link, `…#token=…` or `…#invitation=…`. It is taken out of the address at once, so that it stands neither in the history
 * nor in what is copied from the address bar; a fragment is never sent to a server.
 */
const mailed = takeFragment();
export const mailedToken = mailed?.token;

/** Which page the link was for: this document may go on to others, where the token is of no use. */
export const mailedPath = mailedToken && window.location.pathname;

/** What invites to sign up; of other pages' tokens it is none. */
export const invitation = mailedPath === '/sign-up' ? mailedToken : undefined;

/** To whom the link was mailed, where it says so. */
export const mailedEmail = mailed?.email;

/** As it was pasted: also the whole link, and what was broken into lines on the way. */
export function pastedToken(text: string): string {
  const whole = text.replaceAll(/\s/g, '');
  return /#(?:token|invitation)=([\w-]+)/.exec(whole)?.[1] ?? whole;
}

function takeFragment(): { token: string; email: string | undefined } | undefined {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const token = fragment.get('token') ?? fragment.get('invitation') ?? undefined;
  if (token) {
    window.history.replaceState(null, '', window.location.pathname);
  }
  // Opened in a tab that shows the page already, a link changes the fragment alone, which loads nothing.
  window.addEventListener('hashchange', () => window.location.reload());
  return token ? { token, email: fragment.get('email') ?? undefined } : undefined;
}
