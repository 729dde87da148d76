const withTls = /^(?:prefer|require|verify-ca|verify-full|no-verify)$/;
const thisMachine = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|\/.*|)$/;

/**
 * Whether a URL says what was meant: with a raw character in the password it may still be one, whose host is then a piece
 * of the password. A database URL has no fragment, and an `@` behind the host belongs to a host that was pushed there.
 */
export function isDatabaseUrl(text: string): boolean {
  const url = withHost(text);
  if (url.includes('#') || !URL.canParse(url) || !isDecodable(url)) {
    return false;
  }
  const { username, pathname, search } = new URL(url);
  const isPushed = pathname.includes('@') || (username === '' && /^\?[^=]*@/.test(search));
  return !isPushed;
}

/** Whether passwords and secrets cross a network that others may read, as `pg` understands the URL. */
export function isReadableOnTheWay(text: string): boolean {
  const { hostname, searchParams } = new URL(withHost(text));
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  const hasTls =
    withTls.test(searchParams.get('sslmode') ?? '') || /^(?:true|1)$/.test(searchParams.get('ssl') ?? '');
  return !hasTls && !thisMachine.test(host);
}

/** Decoded. */
export function passwordIn(text: string): string {
  const { password, searchParams } = new URL(withHost(text));
  return searchParams.get('password') ?? (isDecodable(password) ? decodeURIComponent(password) : password);
}

/** A Unix socket, whose folder stands in the query, is reached without a host. */
function withHost(text: string): string {
  return text.replace('@/', '@localhost/');
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
