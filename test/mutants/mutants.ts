import { addressMutants } from './list/addresses.js';
import { credentialChangeMutants } from './list/credential-changes.js';
import { cryptoMutants } from './list/crypto.js';
import { forwardAuthMutants } from './list/forward-auth.js';
import { httpMutants } from './list/http.js';
import { operationMutants } from './list/operation.js';
import { passkeyMutants } from './list/passkeys.js';
import { passwordMutants } from './list/passwords.js';
import { sessionMutants } from './list/sessions.js';
import { twoFactorMutants } from './list/two-factor.js';
import type { Mutant } from './mutant.js';

export const mutants: Mutant[] = [
  ...twoFactorMutants,
  ...passkeyMutants,
  ...passwordMutants,
  ...addressMutants,
  ...sessionMutants,
  ...credentialChangeMutants,
  ...forwardAuthMutants,
  ...cryptoMutants,
  ...httpMutants,
  ...operationMutants,
];
