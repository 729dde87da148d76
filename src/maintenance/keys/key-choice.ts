import { keyFingerprint } from '../../crypto/key-fingerprint.js';
import type { KeyVariable } from '../../options/configured-keys.js';
import { EnvironmentError } from '../../options/environment.error.js';
import type { KeyRing, NamedKey } from '../../options/key-ring.js';
import type { KeptKeyVariable } from './key-use.service.js';

/** A process on this database; keys by {@link keyName}. */
export interface Copy {
  knows: readonly string[];
  /** Also what it wrote under until a moment ago, and may have under way. */
  writes: readonly string[];
}

/** With the fingerprint, since another key under the same id is another key. */
export function keyName(variable: KeyVariable, key: NamedKey): string {
  return `${variable}:${key.kid}:${keyFingerprint(key)}`;
}

/** The first key that all others know, too; undefined where there is none. */
export function chosenKey(variable: KeyVariable, ring: KeyRing, others: Copy[]): NamedKey | undefined {
  return ring.keys.find((key) => others.every(({ knows }) => knows.includes(keyName(variable, key))));
}

/**
 * What others write, this copy would not be able to read.
 *
 * @throws EnvironmentError
 */
export function refuseUnknownWrites(variable: KeptKeyVariable, ring: KeyRing, others: Copy[]): void {
  const known = ring.keys.map((key) => keyName(variable, key));
  const unknown = others
    .flatMap(({ writes }) => writes)
    .find((name) => name.startsWith(`${variable}:`) && !known.includes(name));
  if (unknown) {
    const [, kid = ''] = unknown.split(':');
    throw new EnvironmentError(
      variable,
      `${ring.byId.has(kid) ? 'has another key under' : 'lacks'} the id "${kid}", under which a running copy writes: take the key of that copy in, behind the others, or stop the copy (one that was killed counts for 30 seconds)`,
    );
  }
}
