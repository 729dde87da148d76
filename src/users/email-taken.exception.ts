import { ApiException } from '../errors/api.exception.js';

export class EmailTakenException extends ApiException {
  constructor() {
    super(
      'EMAIL_TAKEN',
      'There is an account with this e-mail address already. Log in, or reset the password.',
    );
  }
}
