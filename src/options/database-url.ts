/**
 * Whether a URL says what was meant: with a raw character in the password it may still be one, whose host is then a piece
 * of the password. A database URL has no fragment, and an `@` behind the host belongs to a host that was pushed there.
 */
export function isDatabaseUrl(text: string): boolean {
  // A Unix socket, whose folder stands in the query, is reached without a host.
  const url = text.replace('@/', '@localhost/');
  if (url.includes('#') || !URL.canParse(url) || !isDecodable(url)) {
    return false;
  }
  const { username, pathname, search } = new URL(url);
  const isPushed = pathname.includes('@') || (username === '' && /^\?[^=]*@/.test(search));
  return !isPushed;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
