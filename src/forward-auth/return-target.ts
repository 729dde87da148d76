/**
 * Printable ASCII without a backslash, and no `//` in front, which a browser would take for another host. As long as fits into
 * the headers that proxies take (4 kB), encoded twice.
 */
const TARGET = /^\/(?!\/)[\x21-\x5b\x5d-\x7e]{0,1000}$/;

/** Path and query to go back to on a protected host: those that are wanted, if that is what they are. */
export function returnTarget(wanted: unknown): string {
  return typeof wanted === 'string' && TARGET.test(wanted) && !wanted.startsWith('/.twofold/') ? wanted : '/';
}

/** Absolute, so that no path leads to another host. */
export function addressOf(host: string, target: string): string {
  return new URL(`https://${host}${target}`).href;
}

/** Where a visitor of a protected host begins to log in: on the same host, so that its cookies can be set. */
export function startAddress(host: string, target: string): string {
  return `https://${host}/.twofold/start?rd=${encodeURIComponent(returnTarget(target))}`;
}

/** Where it goes on, on `PUBLIC_URL`. */
export function authorizePath(host: string, state: string, target: string): string {
  return `/forward-auth/authorize?${new URLSearchParams({ host, state, rd: target }).toString()}`;
}
