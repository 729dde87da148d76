import { expect, test } from 'vitest';
import { EnvironmentError } from '../../../src/options/environment.error.js';
import { parseOptions, type TwofoldOptions } from '../../../src/options/twofold-options.js';

const key = (letter: string) => letter.repeat(4) + 'bcdefghijklmnopqrstuvwxyz0123456789';
const keys = {
  jwtAccessTokenSecret: `new:${key('a')},old:${key('b')}`,
  encryptionKeys: [`new:${key('c')}`, `old:${key('d')}`],
  passwordPeppers: [key('e')],
};

test('options are the environment variables of their names', () => {
  const environment = parseOptions(
    {
      ...keys,
      publicUrl: 'https://auth.example.com',
      databaseUrl: 'embedded',
      mailUrl: 'file',
      frontendOrigins: ['https://app.example.com', 'https://other.example.com'],
      bcryptCost: 11,
      appName: 'The Host',
      twoFactorAuthenticationAppName: 'Host',
      supportUrl: 'mailto:help@example.com',
      protectAllRoutes: true,
      mailFrom: undefined,
    },
    'development',
  );
  expect(environment).toMatchObject({
    PUBLIC_URL: 'https://auth.example.com',
    FRONTEND_ORIGINS: ['https://app.example.com', 'https://other.example.com'],
    BCRYPT_COST: 11,
    APP_NAME: 'The Host',
    TWO_FACTOR_AUTHENTICATION_APP_NAME: 'Host',
    SUPPORT_URL: 'mailto:help@example.com',
  });
  expect(environment.JWT_ACCESS_TOKEN_SECRET.primary.kid).toBe('new');
  expect([...environment.ENCRYPTION_KEYS.byId.keys()]).toEqual(['new', 'old']);
});

test.each<[object, string]>([
  [{ publicUrl: 'example.com' }, 'publicUrl must be an origin'],
  [{ bcryptCost: 3 }, 'bcryptCost must be'],
  [{ frontendOrigins: ['https://*.example.com'] }, 'frontendOrigins must be origins'],
  [{ passkeyRpId: 'example.com' }, 'passkeyRpId must be localhost, the host of publicUrl'],
  [{ encryptionKeys: 'short' }, 'encryptionKeys has a key shorter than 32 bytes'],
  [{ secret: 'x' }, 'secret is no option of TwofoldModule.'],
])('%j is refused in the words of the options', (options, message) => {
  const parse = () => parseOptions({ ...keys, ...options }, 'development');
  expect(parse).toThrow(EnvironmentError);
  expect(parse).toThrow(message);
});

test.each([
  ['production', true],
  ['staging', true],
  ['test', false],
  ['development', false],
])('in the environment %s, that it is production is %s', (nodeEnv, isProduction) => {
  expect(isProductionIn({}, nodeEnv)).toBe(isProduction);
});

test('the option says what the environment is, and an https address says more', () => {
  expect(isProductionIn({ nodeEnv: 'production' }, 'test')).toBe(true);
  expect(isProductionIn({ nodeEnv: 'test' }, 'production')).toBe(false);
  expect(isProductionIn({ publicUrl: 'https://auth.example.com' }, 'test')).toBe(true);
});

/** Whatever is wrong with it in production is not asked here. */
function isProductionIn(options: TwofoldOptions, nodeEnv: string): boolean {
  const complete = { ...keys, databaseUrl: 'embedded', mailUrl: 'file', trustedProxies: 'none', ...options };
  try {
    return parseOptions(complete, nodeEnv).isProduction;
  } catch (error) {
    return error instanceof EnvironmentError && error.message.startsWith('publicUrl must start with https');
  }
}
