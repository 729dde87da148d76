import { expect, test } from 'vitest';
import * as twofold from '../../src/index.js';

/** What others build on: a name that goes from here is a new major version. */
test('the package exports these values, and no others', () => {
  expect(Object.keys(twofold).toSorted()).toEqual([
    'AllowCrossOrigin',
    'AnsweredBy',
    'ApiErrors',
    'ApiException',
    'Authenticated',
    'CurrentSession',
    'CurrentUser',
    'FreshSessionGuard',
    'FromClient',
    'JwtAuthenticationGuard',
    'JwtTwoFactorGuard',
    'Public',
    'SecondFactorMethod',
    'Session',
    'TwofoldModule',
    'TwofoldUsers',
    'User',
    'UuidPipe',
    'migrate',
  ]);
});
