import { EnvironmentError } from './environment.error.js';
import type { Environment } from './environment.js';
import { generatedSecret, hasGeneratedSecret } from './generated-secrets.js';
import { type KeyRing, parseKeyRing } from './key-ring.js';

export const keyVariables = ['JWT_ACCESS_TOKEN_SECRET', 'ENCRYPTION_KEYS', 'PASSWORD_PEPPERS'] as const;

export type KeyVariable = (typeof keyVariables)[number];

/**
 * Fills in the keys, from the variables; outside of production from `DATA_DIR`, where they are made.
 *
 * @throws EnvironmentError that never shows a key.
 */
export function readKeys(environment: Environment, variables: Record<string, string | undefined>): void {
  for (const name of keyVariables) {
    environment[name] = readKeyRing(name, variables, environment);
  }
  refuseSharedKeys(environment);
}

function readKeyRing(
  name: KeyVariable,
  variables: Record<string, string | undefined>,
  environment: Environment,
): KeyRing {
  const text = variables[name]?.trim();
  if (!text && environment.isProduction) {
    throw new EnvironmentError(
      name,
      `must be set in production, or ${name}_FILE; make one with: openssl rand -base64 48`,
    );
  }
  try {
    return text ? parseKeyRing(text) : generatedKeyRing(environment.DATA_DIR, name);
  } catch (error) {
    if (error instanceof EnvironmentError) {
      throw error;
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code) {
      throw new EnvironmentError('DATA_DIR', `cannot be used (${code})`);
    }
    throw new EnvironmentError(name, (error as Error).message);
  }
}

function generatedKeyRing(dataDirectory: string, name: KeyVariable): KeyRing {
  const isNew = !hasGeneratedSecret(dataDirectory, name);
  return Object.assign(parseKeyRing(generatedSecret(dataDirectory, name)), { isNew });
}

/** One key, one purpose (OWASP ASVS v5.0.0-11.1.2). */
function refuseSharedKeys(environment: Environment): void {
  const seen = new Set<string>();
  for (const name of keyVariables) {
    for (const { value } of environment[name].keys) {
      if (seen.has(value)) {
        throw new EnvironmentError(
          name,
          'has a key that is in use elsewhere already; no two keys may be alike',
        );
      }
      seen.add(value);
    }
  }
}
