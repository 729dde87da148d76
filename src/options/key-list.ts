/** Symmetric keys by id, newest first: the first one is for new work, all of them are still accepted. */
export interface KeyList {
  readonly primary: NamedKey;
  readonly byId: ReadonlyMap<string, NamedKey>;
}

export interface NamedKey {
  /** Key id; stands in JWT headers and in front of ciphertexts and hashes. */
  readonly kid: string;
  /** The configured text; 32 bytes at least (RFC 7518 section 3.2). */
  readonly value: string;
}

const MIN_KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * Reads a comma list of `kid:key`; a bare key counts as `1:key`.
 *
 * @throws Error with a sentence that never contains a key.
 */
export function parseKeyList(text: string): KeyList {
  const keys = text.split(',').map((entry) => parseKey(entry.trim()));
  const byId = new Map(keys.map((key) => [key.kid, key]));
  const [primary] = keys;
  if (!primary || byId.size !== keys.length) {
    throw new Error('has the same key id twice');
  }
  return { primary, byId };
}

function parseKey(entry: string): NamedKey {
  const colon = entry.indexOf(':');
  const kid = colon === -1 ? '1' : entry.slice(0, colon);
  const value = entry.slice(colon + 1);
  if (!KEY_ID.test(kid)) {
    throw new Error('has a key id that is not 1 to 32 letters, digits, "-" or "_"');
  }
  if (Buffer.byteLength(value) < MIN_KEY_BYTES) {
    throw new Error(`has a key shorter than ${MIN_KEY_BYTES} bytes; make one with: openssl rand -base64 48`);
  }
  return { kid, value };
}
