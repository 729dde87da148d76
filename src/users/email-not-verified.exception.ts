import { ApiException } from '../errors/api.exception.js';

export class EmailNotVerifiedException extends ApiException {
  constructor() {
    super(
      'EMAIL_NOT_VERIFIED',
      'Open the link in the mail that we sent you first. If it is lost, reset your password: that verifies the address, too.',
    );
  }
}
