import type { Environment } from '../../src/options/environment.js';
import { parseEnvironment } from '../../src/options/load-environment.js';

export const testKeys = {
  JWT_ACCESS_TOKEN_SECRET: 'k1:a-key-for-access-tokens-in-tests-only',
  ENCRYPTION_KEYS: 'k1:a-key-for-encryption-in-tests-and-only-there',
  PASSWORD_PEPPERS: 'k1:a-key-for-peppering-in-tests-and-only-there',
};

/** What every test has: keys of its own and the cheapest hash. */
export function testEnvironment(variables: Record<string, string> = {}): Environment {
  return parseEnvironment({ NODE_ENV: 'test', BCRYPT_COST: '4', ...testKeys, ...variables });
}
