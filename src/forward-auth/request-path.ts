/**
 * What one program takes for a part of the path and another for something else: encoded separators, dots, percent and NUL; a
 * backslash, `//`, `/./` and `/../`, parameters before a slash, a fragment, and bytes that have to be encoded.
 */
const AMBIGUOUS =
  /^(?!\/)|%(?:2[35ef]|3f|5c|[01][\da-f]|7f)|%(?![\da-f]{2})|[\\#]|\/\/|\/\.{1,2}(?:\/|$)|;[^/]*\/|[^\x21-\x7e]/i;

/** The same of what was decoded, where everything else may be text of the name. */
const AMBIGUOUS_DECODED = /\/\/|\/\.{1,2}(?:\/|$)/;

/** Without the query. */
export function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end === -1 ? target : target.slice(0, end);
}

/**
 * The path as an application may read it that is not strict: decoded, in lower case, without parameters (`;jsessionid=1`) and
 * without a slash at its end.
 *
 * @returns undefined where programs do not agree at all what the path is.
 */
export function looseReading(path: string): string | undefined {
  if (AMBIGUOUS.test(path)) {
    return undefined;
  }
  try {
    const loose = loosened(decodeURIComponent(path));
    return AMBIGUOUS_DECODED.test(loose) ? undefined : loose;
  } catch {
    return undefined;
  }
}

export function loosened(path: string): string {
  return path
    .replace(/;[^/]*/g, '')
    .replace(/(?<=.)\/$/, '')
    .toLowerCase();
}
