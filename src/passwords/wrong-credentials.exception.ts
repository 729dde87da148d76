import { ApiException } from '../errors/api.exception.js';

export class WrongCredentialsException extends ApiException {
  constructor(message = 'The e-mail address or the password is wrong.') {
    super('WRONG_CREDENTIALS', message);
  }
}
