import type { EntityManager } from 'typeorm';
import { keyFingerprint } from '../../crypto/key-fingerprint.js';
import { EnvironmentError } from '../../options/environment.error.js';
import type { Environment } from '../../options/environment.js';
import type { NamedKey } from '../../options/key-ring.js';
import { type KeptKeyVariable, keptKeyVariables } from './key-use.service.js';

/** A key that rows may be under, by its fingerprint. */
export interface UsedKey {
  variable: KeptKeyVariable;
  kid: string;
  fingerprint: string;
}

export function findUsedKeys(manager: EntityManager): Promise<UsedKey[]> {
  return manager.query<UsedKey[]>('SELECT variable, kid, fingerprint FROM used_keys ORDER BY variable, kid');
}

/** Before the first row is written under it. */
export async function rememberUsedKey(
  manager: EntityManager,
  variable: KeptKeyVariable,
  key: NamedKey,
  at: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO used_keys (variable, kid, fingerprint, first_used_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [variable, key.kid, keyFingerprint(key), at],
  );
}

export async function forgetUsedKey(manager: EntityManager, { variable, kid }: UsedKey): Promise<void> {
  await manager.query('DELETE FROM used_keys WHERE variable = $1 AND kid = $2', [variable, kid]);
}

/**
 * A key under the id of another one: what is in the database would be unreadable, and what is written now, when the right key
 * comes back.
 *
 * @throws EnvironmentError
 */
export function refuseOtherKeys(environment: Environment, usedKeys: UsedKey[]): void {
  for (const { variable, kid, fingerprint } of usedKeys) {
    const key = environment[variable].byId.get(kid);
    if (key && keyFingerprint(key) !== fingerprint) {
      throw new EnvironmentError(
        variable,
        `has another key under the id "${kid}" than the one that the database was written with: put that one back (${whereItWas}); a new key needs a new id, in front of the old one`,
      );
    }
  }
}

/**
 * A key that rows are under, and that is not there.
 *
 * @throws EnvironmentError
 */
export function refuseMissingKeys(
  environment: Environment,
  uses: { variable: KeptKeyVariable; kid: string; rows: number }[],
): void {
  for (const variable of keptKeyVariables) {
    const { byId, lost } = environment[variable];
    const missing = uses.find((use) => use.variable === variable && !byId.has(use.kid) && !lost.has(use.kid));
    if (missing) {
      throw new EnvironmentError(
        variable,
        `lacks the key "${missing.kid}", which rows of the database are under: put it back, behind the others (${whereItWas}); where it is gone for good, write ${missing.kid}:lost, and all that is under it is given up`,
      );
    }
  }
}

export const whereItWas = 'it was in your environment, or is in DATA_DIR/secrets';
