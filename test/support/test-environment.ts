import type { Environment } from '../../src/options/environment.js';
import { parseEnvironment } from '../../src/options/load-environment.js';

export const testKeys = {
  JWT_ACCESS_TOKEN_SECRET: 'k1:a-key-for-access-tokens-in-tests-only',
  ENCRYPTION_KEYS: 'k1:a-key-for-encryption-in-tests-and-only-there',
  PASSWORD_PEPPERS: 'k1:a-key-for-peppering-in-tests-and-only-there',
};

/** What an https address needs besides, since it means production. */
export const httpsEnvironment = {
  PUBLIC_URL: 'https://auth.example.com',
  MAIL_URL: 'file',
  TRUSTED_PROXIES: 'none',
  // That of TEST_DATABASE_URL may be on another machine.
  DATABASE_TLS: 'off',
};
/** Of a service that takes tokens in all tests. */
export const AUDIENCE = 'https://api.example.com';

/** What every test has: keys of its own and the cheapest hash. */
export function testEnvironment(variables: Record<string, string> = {}): Environment {
  return parseEnvironment({
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    TOKEN_AUDIENCES: AUDIENCE,
    ...testKeys,
    ...variables,
  });
}
