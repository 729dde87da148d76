export interface NamedKey {
  /** Key id; stands in JWT headers and in front of ciphertexts and hashes. */
  readonly kid: string;
  /** The configured text; 32 bytes at least (RFC 7518 section 3.2). */
  readonly value: string;
}

const MIN_KEY_BYTES = 32;
const MIN_DIFFERENT_CHARACTERS = 8;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
/** Stands for a key that nobody has any more: what is under it is given up. */
const LOST = 'lost';
const HOW_TO_MAKE_ONE = 'make one with: openssl rand -base64 48';

/** Symmetric keys by id: one of them is for new work, all of them are accepted. */
export class KeyRing {
  readonly byId: ReadonlyMap<string, NamedKey>;
  private current: NamedKey;
  /** Made by this very start: there can be nothing yet that is under it. */
  isNew = false;

  constructor(
    /** As configured: the first is to be for new work. */
    readonly keys: readonly [NamedKey, ...NamedKey[]],
    /** Ids of keys that were lost. */
    readonly lost: ReadonlySet<string> = new Set(),
  ) {
    this.byId = new Map(keys.map((key) => [key.kid, key]));
    [this.current] = keys;
  }

  /** For new work: the first one, unless another running copy does not know it yet. */
  get primary(): NamedKey {
    return this.current;
  }

  use(key: NamedKey): void {
    this.current = key;
  }
}

/**
 * Reads a comma list of `kid:key`; a bare key counts as `1:key`, and `kid:lost` is a key that is gone for good.
 *
 * @throws Error with a sentence that never contains a key.
 */
export function parseKeyRing(text: string): KeyRing {
  const entries = text.split(',').map((entry) => parseEntry(entry.trim()));
  const ids = new Set(entries.map(({ kid }) => kid));
  if (ids.size !== entries.length) {
    throw new Error('has the same key id twice (a key without an id counts as 1:key)');
  }
  const [first, ...others] = entries.filter(({ value }) => value !== LOST);
  if (!first) {
    throw new Error(`has no key that is not lost; ${HOW_TO_MAKE_ONE}`);
  }
  const lost = entries.filter(({ value }) => value === LOST).map(({ kid }) => kid);
  return new KeyRing([first, ...others], new Set(lost));
}

function parseEntry(entry: string): NamedKey {
  const colon = entry.indexOf(':');
  const kid = colon === -1 ? '1' : entry.slice(0, colon);
  const value = entry.slice(colon + 1);
  if (!KEY_ID.test(kid)) {
    throw new Error('has a key id that is not 1 to 32 letters, digits, "-" or "_"');
  }
  if (colon === -1 || value !== LOST) {
    refuseWeak(value);
  }
  return { kid, value };
}

function refuseWeak(value: string): void {
  if (Buffer.byteLength(value) < MIN_KEY_BYTES) {
    throw new Error(`has a key shorter than ${MIN_KEY_BYTES} bytes; ${HOW_TO_MAKE_ONE}`);
  }
  if (new Set(value).size < MIN_DIFFERENT_CHARACTERS || isRepetition(value) || /change.?me/i.test(value)) {
    throw new Error(`has a key that can be guessed; ${HOW_TO_MAKE_ONE}`);
  }
}

/** Whether it is one piece, again and again; the last time perhaps not all of it. */
function isRepetition(text: string): boolean {
  const half = Math.floor(text.length / 2);
  return Array.from({ length: half }, (_, index) => index + 1).some(
    (period) => text.slice(period) === text.slice(0, -period),
  );
}
