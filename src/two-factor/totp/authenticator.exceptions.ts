import { ApiException } from '../../errors/api.exception.js';

export class TooManyAuthenticatorsException extends ApiException {
  constructor() {
    super('TOO_MANY_AUTHENTICATORS', 'An account has 3 authenticator apps at most. Remove one first.');
  }
}
